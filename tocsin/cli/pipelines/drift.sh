#!/bin/sh
# Looks what was changed by hand in a stage: CloudFormation compares its resources with their
# templates. It is set by the environment:
#
#   STAGE        the stage
#   ASSEMBLY     the synthesized stacks of what is deployed; cdk.out
#   OUT          where the report goes; drift.md
#   REPORT_TO    an issue on which the report is kept as a comment, as github:owner/name#7; none
#   CDK, TOCSIN  the commands; npx cdk, tocsin
#
# It ends with 0 if nothing was changed, with 1 if something was, and with 3 if that is not known.
set -u

stage=${STAGE:?the stage is not named}
out=${OUT:-drift.md}
cdk=${CDK:-npx cdk}
said=$(mktemp) || exit 3
trap 'rm -f "$said"' EXIT

$cdk drift --app "${ASSEMBLY:-cdk.out}" --fail --no-color >"$said" 2>&1
code=$?
cat "$said"
# The CDK ends with 1 for other reasons, too.
if [ "$code" -ne 0 ] && ! grep -q 'Number of resources with drift: [1-9]' "$said"; then
    code=3
fi

case $code in
    0) title="Nothing was changed by hand in $stage" ;;
    1) title="Something was changed by hand in $stage" ;;
    *) title="What was changed by hand in $stage is not known" ;;
esac
{
    printf '## %s\n\n' "$title"
    # As a text, in which nothing acts. The end says how much there is.
    tail -n 300 "$said" | cut -c 1-300 | sed 's/^/    /'
} >"$out" || exit 3
if [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
    cat "$out" >>"$GITHUB_STEP_SUMMARY"
fi
if [ -n "${REPORT_TO:-}" ]; then
    ${TOCSIN:-tocsin} comment "$out" --to "$REPORT_TO" --name "drift-$stage" ||
        echo "There is no comment; the report is in $out."
fi
exit "$code"
