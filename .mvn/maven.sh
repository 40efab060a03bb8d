# Sourced by ./kerf and ./build, after jdk.sh. find_maven sets MVN to Maven 3.9.11, which the installed mvn fetches
# once into the user's cache; without that, to the installed mvn if it is 3.9.6 or newer. Maven always runs on $JDK.

MAVEN_VERSION=3.9.11
MAVEN_CACHE=${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/kerf/maven

find_maven() {
    JAVA_HOME=$JDK
    export JAVA_HOME
    # Maven's own guice and guava still use Unsafe. The second compiler takes more time than a build of two minutes gives back.
    MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED -XX:TieredStopAtLevel=1 -XX:+UseParallelGC ${MAVEN_OPTS-}"
    export MAVEN_OPTS
    MVN=$MAVEN_CACHE/apache-maven-$MAVEN_VERSION/bin/mvn
    [ -x "$MVN" ] && return
    if ! command -v mvn >/dev/null; then
        echo "kerf: no mvn found; install Maven (apt-get install maven, brew install maven)." >&2
        exit 3
    fi
    fetch_maven && return
    MVN=$(command -v mvn)
    installed=$("$MVN" -v 2>/dev/null | sed -n 's/.*Apache Maven \([0-9.]*\).*/\1/p')
    if [ "$(printf '%s\n' 3.9.6 "$installed" | sort -t. -k1,1n -k2,2n -k3,3n | head -n 1)" != 3.9.6 ]; then
        echo "kerf: Maven $MAVEN_VERSION could not be fetched and the installed one is $installed; install 3.9.6 or newer." >&2
        exit 3
    fi
}

fetch_maven() {
    echo "fetching Maven $MAVEN_VERSION into $MAVEN_CACHE (once)" >&2
    mkdir -p "$MAVEN_CACHE" || return 1
    fetched=$(mktemp -d "$MAVEN_CACHE/fetch.XXXXXX") || return 1
    (
        cd "$fetched" || exit 1
        if ! mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy \
            -Dartifact=org.apache.maven:apache-maven:$MAVEN_VERSION:tar.gz:bin \
            -DoutputDirectory="$fetched" >fetch.log 2>&1; then
            cat fetch.log >&2
            exit 1
        fi
        tar -xzf "apache-maven-$MAVEN_VERSION-bin.tar.gz"
    ) && mv "$fetched/apache-maven-$MAVEN_VERSION" "$MAVEN_CACHE/" 2>/dev/null
    rm -rf "$fetched"
    [ -x "$MVN" ]
}

# One build at a time in a folder: lock NAME, held until unlock or the end of the script.
lock() {
    LOCK=$ROOT/target/$1.lock
    mkdir -p "$ROOT/target"
    told=
    until mkdir "$LOCK" 2>/dev/null; do
        holder=$(cat "$LOCK/pid" 2>/dev/null)
        if [ -n "$holder" ] && ! kill -0 "$holder" 2>/dev/null; then
            rm -rf "$LOCK"
            continue
        fi
        [ -n "$told" ] || echo "waiting for the $1 already running (process ${holder:-unknown})" >&2
        told=1
        sleep 0.2
    done
    echo $$ >"$LOCK/pid"
    trap unlock EXIT
    trap 'exit 130' INT TERM HUP
}

unlock() {
    rm -rf "$LOCK"
    trap - EXIT INT TERM HUP
}

# Reads Maven's log from standard input and says each module once, as it is begun.
name_modules() {
    while IFS= read -r line; do
        case $line in
        *'] Building kerf-'*)
            module=${line#*Building kerf-}
            printf '%s… ' "${module%% *}" >&2
            ;;
        esac
    done
}

# errors LOG: what went wrong, each line once, without Maven's advice.
errors() {
    sed -n '/ -> \[Help 1\]/q; s/^\[ERROR\] //p' "$1" |
        sed "s|^Run 'mvn spotless:apply'.*|Run ./build: it formats; then commit what it changed.|; s|^$ROOT/||" |
        awk 'NF && !seen[$0]++' | grep -v '^Failed to execute goal\|^COMPILATION ERROR\|^[[:space:]]*at \|^Command was '
}

# quick_build MODULES...: jars without checks or tests, in */target/quick.
quick_build() {
    modules=$1
    log=$ROOT/target/quick.log
    begun=$(date +%s)
    rm -rf "$ROOT"/*/target/quick/stage # or libraries of another version stay beside those of this
    printf 'building kerf: ' >&2
    status=$ROOT/target/quick.status
    { (cd "$ROOT" && "$MVN" -B -ntp -T 2 -Pquick -pl "$modules" -am package) 2>&1; echo $? >"$status"; } |
        tee "$log" | name_modules
    took=$(($(date +%s) - begun))
    if [ "$(cat "$status")" != 0 ]; then
        printf 'failed (%s s)\n' "$took" >&2
        errors "$log" | head -n 30 >&2
        echo "the whole log: $log" >&2
        return 1
    fi
    printf '(%s s)\n' "$took" >&2
}
