# shellcheck shell=bash
# Draws the pages that customers see, for docs/pages.md.
#
# Usage: ./paylink pages
#
# Starts a trial, leads a browser through every state of the public pages, and writes docs/pages.md with its pictures in
# docs/images/pages. Needs what ./paylink test needs. MAVEN_OPTIONS is handed to Maven.

# shellcheck source=tools/test.sh
source "$ROOT/tools/test.sh"

pages_main() {
  [[ $# -eq 0 ]] || die "pages takes no options, but got '$1'"
  require_java
  require_maven
  require_browser
  # shellcheck disable=SC2086
  mvn -q ${MAVEN_OPTIONS:-} -pl embedded -am test -Dtest=PagesDocumentTest \
    -Dsurefire.failIfNoSpecifiedTests=false "-Dpaylink.pages=$ROOT/docs" </dev/null ||
    die "the pages could not be drawn; Maven's messages are above"
  say "wrote docs/pages.md and $(find "$ROOT/docs/images/pages" -name '*.png' | wc -l) pictures"
}
