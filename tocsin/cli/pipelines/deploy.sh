#!/bin/sh
# Deploys a stage: asks the account what the deployment would lack, deploys all stacks, and asks what
# it has left undone. It is set by the environment:
#
#   STAGE        the stage
#   VIEWPOINT    its viewpoint; viewpoint.yaml
#   ASSEMBLY     the synthesized stacks; cdk.out
#   PREFLIGHT_FAIL_ON   what stops it before: error, warning or never; error
#   CDK, TOCSIN  the commands; npx cdk, tocsin
#
# People have approved it by then: of a deployment that nobody watches, nobody is asked.
# It ends as the first command that fails does; what is undone afterwards only warns.
set -u

stage=${STAGE:?the stage is not named}
assembly=${ASSEMBLY:-cdk.out}
cdk=${CDK:-npx cdk}

preflight() {
    ${TOCSIN:-tocsin} preflight "${VIEWPOINT:-viewpoint.yaml}" --stage "$stage" \
        --assembly "$assembly" --fail-on "$1"
}

printf '\n== What the deployment of %s would lack\n' "$stage"
preflight "${PREFLIGHT_FAIL_ON:-error}" || exit $?

printf '\n== The deployment of %s\n' "$stage"
$cdk deploy --all --app "$assembly" --require-approval never --progress events --ci || exit 3

printf '\n== What is still undone\n'
preflight never || exit $?
