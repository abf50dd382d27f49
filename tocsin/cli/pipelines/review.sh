#!/bin/sh
# Reviews what a change of templates changes for the people on call: compares BASE and HEAD, checks
# HEAD, runs its drills, and keeps a comment on the pull request up to date.
#
# It runs on any pipeline with git and Tocsin, in the folder that has cdk.json. All of it is set by
# the environment, so that nothing of a branch's name or of an input is ever read as a command:
#
#   BASE, HEAD       revisions of git or folders of templates; HEAD^1 and HEAD. HEAD may be empty, for
#                    the checkout as it is, and BASE a range such as origin/main...
#   OUT              where reports and templates go; tocsin-review
#   SYNTH, PREPARE   the command that makes templates, and what has to be run before; see
#                    `tocsin diff --help`
#   CONTEXT          what the app is told: a line NAME=VALUE each
#   DRILLS           the folder of drills; drills, if there is one
#   FAIL_ON          from which severity of a change on it fails: critical, warning, info, never;
#                    critical
#   CHECK_FAIL_ON    from which severity of a check on it fails: error, warning, note, never; error
#   COMMENT          whether a comment is kept: yes or no; yes
#   COMMENT_NAME     what the comment is called, if there are several; review
#   COMMENT_TO       the pull request, as github:owner/name#12; that of the pipeline
#   TOCSIN           the command; tocsin
#
# The token for the comment is in GITHUB_TOKEN or GITLAB_TOKEN. A comment that cannot be written
# fails nothing, because a pull request from a fork has no token that may write one.
#
# It ends with 0 if all is well, with 1 if a change, a check or a drill fails, with 2 if the input is
# wrong and with 3 if something outside failed.
set -u

# The app of a pull request runs below, and is nobody to have a token.
github_token=${GITHUB_TOKEN:-}
gitlab_token=${GITLAB_TOKEN:-}
unset GITHUB_TOKEN GITLAB_TOKEN

tocsin=${TOCSIN:-tocsin}
out=${OUT:-tocsin-review}
drills=${DRILLS:-drills}
worst=0

step() {
    printf '\n== %s\n' "$1"
}

note() {
    if [ "$1" -gt "$worst" ]; then worst=$1; fi
}

# Commands of the runner in what follows are texts of templates, and no commands.
if [ "${GITHUB_ACTIONS:-}" = true ]; then
    mark=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
    echo "::stop-commands::$mark"
fi

mkdir -p "$out" || exit 2
rm -rf "$out/templates"

step "What changes for the people on call"
base=${BASE:-HEAD^1}
head=${HEAD-HEAD}
case $base in *..*) [ -e "$base" ] || head= ;; esac
set -- "$base" ${head:+"$head"} --fail-on "${FAIL_ON:-critical}" --keep "$out/templates" \
    --markdown "$out/review.md" --html "$out/review.html" --sarif "$out/review.sarif"
if [ -n "${SYNTH:-}" ]; then set -- "$@" --synth "$SYNTH"; fi
if [ -n "${PREPARE:-}" ]; then set -- "$@" --prepare "$PREPARE"; fi
if [ -d "$drills" ]; then set -- "$@" --drills "$drills"; fi
while IFS= read -r line; do
    if [ -n "$line" ]; then set -- "$@" --context "$line"; fi
done <<END
${CONTEXT:-}
END
$tocsin diff "$@"
note $?

if [ -d "$out/templates/head" ]; then
    step "What is wrong with the templates"
    $tocsin check "$out/templates/head" --fail-on "${CHECK_FAIL_ON:-error}" \
        --sarif "$out/check.sarif" --junit "$out/check.xml" --markdown "$out/check.md"
    note $?
    if [ -d "$drills" ]; then
        step "What alarms do in drills"
        $tocsin test "$drills" --assembly "$out/templates/head" --junit "$out/drills.xml"
        note $?
    fi
fi

if [ "${COMMENT:-yes}" != no ] && [ -f "$out/review.md" ]; then
    step "The comment"
    set -- "$out/review.md" --name "${COMMENT_NAME:-review}"
    if [ -n "${COMMENT_TO:-}" ]; then set -- "$@" --to "$COMMENT_TO"; fi
    GITHUB_TOKEN=$github_token GITLAB_TOKEN=$gitlab_token $tocsin comment "$@" ||
        echo "There is no comment; the review is in $out/review.md."
fi

if [ -n "${mark:-}" ]; then
    echo "::$mark::"
fi
if [ -n "${GITHUB_STEP_SUMMARY:-}" ] && [ -f "$out/review.md" ]; then
    cat "$out/review.md" >> "$GITHUB_STEP_SUMMARY"
fi
exit "$worst"
