# shellcheck shell=bash
# What all commands share. ROOT is the repository.

# Folders and files that the host reads, in the order of the digest.
readonly HOST_FACING=(ofbiz-component.xml entitydef servicedef widget webapp template script config data testdef)
readonly HOST_LINES=(jakarta javax)

say() {
  echo "paylink: $*"
}

die() {
  echo "paylink: $*" >&2
  exit 1
}

# The comment block below a script's first line.
print_help() {
  awk 'NR == 1 { next } !/^#/ { exit } { sub(/^# ?/, ""); print }' "$1"
}

version_of_paylink() {
  sed -n 's:^  <version>\(.*\)</version>$:\1:p' "$ROOT/pom.xml" | head -1
}

require_java() {
  local java=java
  [[ -n ${JAVA_HOME:-} ]] && java=$JAVA_HOME/bin/java
  command -v "$java" >/dev/null ||
    die "no Java found. Install a JDK of version 17 or later, or set JAVA_HOME."
  local major
  major=$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/ *java.specification.version = //p')
  [[ ${major%%.*} -ge 17 ]] || die "Java 17 or later is needed, but $java is version $major."
}

# A JDK's tool, which need not be on the PATH.
jdk_tool() {
  local tool=$1
  if [[ -n ${JAVA_HOME:-} && -x $JAVA_HOME/bin/$tool ]]; then
    echo "$JAVA_HOME/bin/$tool"
  elif command -v "$tool" >/dev/null; then
    command -v "$tool"
  else
    die "no '$tool' found. A JDK is needed, not just a Java runtime."
  fi
}

require_maven() {
  command -v mvn >/dev/null || die "no Maven found. Install Maven 3.8 or later and put 'mvn' on the PATH."
}

# Whether something listens on a loopback port.
port_in_use() {
  (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

# The digests of all files below the arguments, sorted by path, relative to the current folder.
digests_of() {
  find "$@" -type f -print0 | LC_ALL=C sort -z | xargs -0 -r sha256sum
}

# One digest over what the host reads, in the current folder.
host_facing_digest() {
  local present=() name
  for name in "${HOST_FACING[@]}"; do
    [[ -e $name ]] && present+=("$name")
  done
  digests_of "${present[@]}" | sha256sum | cut -d ' ' -f 1
}
