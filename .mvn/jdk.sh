# Sourced by ./kerf and ./build. find_jdk sets JDK to the first JDK of version 25 or newer, read from its release
# file (asking `java -version` would cost 0.3 s), or leaves it empty.

find_jdk() {
    JDK=
    for candidate in "${KERF_JAVA_HOME-}" "${JAVA_HOME-}" /usr/lib/jvm/* /opt/java/* \
        "${HOME-}"/.sdkman/candidates/java/* "${HOME-}"/.jdks/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home; do
        if is_jdk_25 "$candidate"; then
            JDK=$candidate
            return
        fi
    done
}

is_jdk_25() {
    [ -n "$1" ] && [ -r "$1/release" ] && [ -x "$1/bin/javac" ] || return 1
    while IFS='=' read -r key value; do
        [ "$key" = JAVA_VERSION ] || continue
        major=${value#\"}
        major=${major%%[!0-9]*}
        [ "${major:-0}" -ge 25 ]
        return
    done <"$1/release"
    return 1
}

require_jdk() {
    find_jdk
    [ -n "$JDK" ] && return
    echo "kerf: no JDK 25 or newer found; install one (Temurin 25, say) or set KERF_JAVA_HOME to it." >&2
    exit 3
}
