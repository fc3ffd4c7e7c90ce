# shellcheck shell=bash
# Writes docs/query-plans.md: how Derby and PostgreSQL answer the list of links when there are 10,000.
#
# Usage: ./paylink query-plans
#
# Fails when a question would read a table as a whole.

query_plans_main() {
  [[ $# -eq 0 ]] || die "query-plans takes no options, but got '$1'"
  require_java
  # shellcheck disable=SC2086
  mvn -q ${MAVEN_OPTIONS:-} -pl core,embedded -am verify -Dtest=QueryPlansTest \
    -Dsurefire.failIfNoSpecifiedTests=false -Dpaylink.query.plans.write=true >&2 ||
    die "a question reads a table as a whole; the plans above say which"
  echo "docs/query-plans.md is written."
}
