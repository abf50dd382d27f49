"""Speed claims, measured as ratios in one run."""
