# shellcheck shell=bash
# Builds a zip of the component for each line of the host into dist/.
#
# Usage: ./paylink package
#
# dist/paylink-VERSION-jakarta.zip is for hosts with Tomcat 10.1 and later, dist/paylink-VERSION-javax.zip for hosts with
# Tomcat 9. Unpack it in the host's plugins folder and restart the host. It holds two components: paylink, and
# paylink-panels, which shows the panel within the host's own order and invoice pages and may be left out. MAVEN_OPTIONS is handed to Maven, such as
# MAVEN_OPTIONS=-o for building without a network.

package_main() {
  [[ $# -eq 0 ]] || die "package takes no options, but got '$1'"
  build_zips
  local line
  for line in "${HOST_LINES[@]}"; do
    say "built $(zip_of_line "$line")"
  done
}

zip_of_line() {
  echo "$ROOT/dist/paylink-$(version_of_paylink)-$1.zip"
}

jar_of_line() {
  echo "$ROOT/web/target/paylink-web-$(version_of_paylink)-$1.jar"
}

build_zips() {
  require_java
  require_maven
  jdk_tool jar >/dev/null
  say "building with Maven"
  # shellcheck disable=SC2086
  mvn -q ${MAVEN_OPTIONS:-} -DskipTests -pl web -am package >&2 ||
    die "Maven failed; its messages are above. Without a network every library must have been fetched before."
  local line
  for line in "${HOST_LINES[@]}"; do
    build_zip "$line"
  done
}

build_zip() {
  local line=$1 version stage name
  version=$(version_of_paylink)
  stage=$ROOT/dist/stage-$line
  rm -rf "$stage"
  mkdir -p "$stage/paylink/lib"
  for name in "${HOST_FACING[@]}" docs README.md LICENSE NOTICE; do
    if [[ -e $ROOT/$name ]]; then
      cp -R "$ROOT/$name" "$stage/paylink/"
    fi
  done
  cp "$(jar_of_line "$line")" "$stage/paylink/lib/paylink-$version.jar"
  # The host finds a component only directly in plugins/, so the panels, which may be left out, stand beside it.
  cp -R "$ROOT/panels" "$stage/paylink-panels"
  zip_folder "$stage" "$(zip_of_line "$line")"
  rm -rf "$stage"
}

# Sorted entries of one date, so that the same sources give the same bytes.
zip_folder() {
  local folder=$1 zip=$2 jar
  jar=$(jdk_tool jar)
  rm -f "$zip"
  (
    cd "$folder"
    find paylink paylink-panels -type f | LC_ALL=C sort >../files.txt
    "$jar" --create --file "$zip" --no-manifest --date=2026-01-01T00:00:00Z @../files.txt
    rm ../files.txt
  )
}
