"use strict";

const { CfnResource, Stack, TagManager, TagType, Validations } = require("aws-cdk-lib");
const { CfnParser } = require("aws-cdk-lib/core/lib/helpers-internal");
const { Construct } = require("constructs");

/** Adds many resources in one call from another language. */
class ResourceBatch {
  /** Returns what is asked of each resource, in their order. */
  static add(scope, resources) {
    const parser = new CfnParser({ finder: finder(scope), parameters: {} });
    const answers = JSON.parse(resources).map(({ id, plain, asked, accepted, ...resource }) => {
      const [parent, name] = placed(scope, id);
      const made = plain
        ? new PlainResource(parent, name, resource.Type, resource.Properties)
        : classOf(resource.Type)._fromCloudFormation(parent, name, resource, { parser });
      accept(made, accepted);
      return asked.map((name) => (name === "Ref" ? made.ref : made.getAtt(name).toString()));
    });
    return JSON.stringify(answers);
  }
}

/** A resource whose properties nobody checks, with tags as any other. */
class PlainResource extends CfnResource {
  constructor(scope, id, type, properties) {
    super(scope, id, { type, properties });
    const tags = Object.fromEntries((properties.Tags || []).map(({ Key, Value }) => [Key, Value]));
    this.tags = new TagManager(TagType.KEY_VALUE, type, tags, { tagPropertyName: "Tags" });
  }
}

/** Finds what `Ref` and `Fn::GetAtt` name: by path in the scope, and parameters of the stack. */
function finder(scope) {
  const below = (path) =>
    path.split("/").reduce((found, id) => found && found.node.tryFindChild(id), scope);
  return {
    findResource: below,
    findRefTarget: (path) => below(path) || Stack.of(scope).node.tryFindChild(path),
  };
}

/** Returns the scope for a path, made where it is missing, and the id in it. */
function placed(scope, path) {
  const ids = path.split("/");
  const name = ids.pop();
  const parent = ids.reduce((at, id) => at.node.tryFindChild(id) || new Construct(at, id), scope);
  return [parent, name];
}

/** Returns CDK's class of a type: `CfnTopic` of `aws-sns` for `AWS::SNS::Topic`. */
function classOf(type) {
  const [, service, kind] = type.split("::");
  const found = require(`aws-cdk-lib/aws-${service.toLowerCase()}`)[`Cfn${kind}`];
  if (!found) throw new Error(`CDK has no class for ${type}`);
  return found;
}

/** Accepts findings, without the trace, which would name the temporary place of this file. */
function accept(resource, findings) {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    Validations.of(resource).acknowledge(...findings);
  } finally {
    Error.stackTraceLimit = limit;
  }
}

exports.ResourceBatch = ResourceBatch;
