"""The stacks of a stage: each composes constructs from one part of the plan."""
