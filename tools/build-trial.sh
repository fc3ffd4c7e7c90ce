# shellcheck shell=bash
# What it takes to start the trial: it is compiled when something has changed, and its class path is kept.

readonly TRIAL_CLASS_PATH=$ROOT/target/trial.classpath
readonly TRIAL_SOURCES=(pom.xml {core,embedded,simulator}/{pom.xml,src/main} template entitydef config)
# The first page counts, not the thousandth: the quick compiler is enough.
readonly TRIAL_JAVA_OPTIONS=(-XX:TieredStopAtLevel=1 -Xshare:auto -Xmx512m -Dorg.slf4j.simpleLogger.defaultLogLevel=warn)

build_trial() {
  trial_is_built && return
  require_maven
  say "building the trial with Maven; the first time this fetches its libraries and takes a few minutes"
  mkdir -p "$ROOT/target"
  local options=(-q -pl embedded -am -DskipTests test-compile dependency:build-classpath
    -DincludeScope=runtime "-Dmdep.outputFile=$TRIAL_CLASS_PATH.new")
  # Without asking the network first, which is quicker; with it when something is missing.
  # shellcheck disable=SC2086
  mvn -o ${MAVEN_OPTIONS:-} "${options[@]}" >"$ROOT/target/trial-build.log" 2>&1 ||
    mvn ${MAVEN_OPTIONS:-} "${options[@]}" >&2 ||
    die "Maven failed; its messages are above."
  mv "$TRIAL_CLASS_PATH.new" "$TRIAL_CLASS_PATH"
}

# Whether the class path is newer than all it was made from, and leads to files that are still there.
trial_is_built() {
  [[ -f $TRIAL_CLASS_PATH && -f $ROOT/embedded/target/classes/org/paylink/embedded/Trial.class ]] || return 1
  local entry entries
  IFS=: read -r -a entries <"$TRIAL_CLASS_PATH"
  for entry in "${entries[@]}"; do
    [[ -e $entry ]] || return 1
  done
  [[ -z $(cd "$ROOT" && find "${TRIAL_SOURCES[@]}" -newer "$TRIAL_CLASS_PATH" -print -quit) ]]
}

trial_class_path() {
  echo "$ROOT/embedded/target/classes:$(cat "$TRIAL_CLASS_PATH")"
}
