"use strict";

const { CfnResource } = require("aws-cdk-lib");

/** Adds many resources in one call from another language. */
class ResourceBatch {
  static add(scope, resources) {
    for (const { id, type, properties } of JSON.parse(resources)) {
      new CfnResource(scope, id, { type, properties });
    }
  }
}

exports.ResourceBatch = ResourceBatch;
