# Sourced by ./build, after maven.sh. Maven tests a module only when those below it are tested; here all modules are compiled
# first and their tests then run side by side, each module in a JVM of its own. To begin while others are still compiled was tried:
# it makes the compiler late, and with it the longest tests.

TEST_LANES=2

# run_tests MODULES CLASSES METHODS OPTION...: the tests of MODULES (blank between them, those that take longest first) whose
# class matches the regular expression CLASSES and, unless METHODS is empty, whose Class#method matches that. OPTIONs are the
# JVM's. Fails when a test failed or a JVM died; reports go to MODULE/target/test-reports.
run_tests() {
    test_modules=$1
    test_classes=$2
    test_methods=$3
    shift 3
    rm -rf "$test_queue"
    mkdir -p "$test_queue"
    lane=0
    while [ $lane -lt $TEST_LANES ]; do
        test_lane "$@" &
        lane=$((lane + 1))
    done
    wait
    ! grep -qvx 0 "$test_queue"/*/status
}

test_queue=$ROOT/target/test-queue

# No other module begins, and those under way are ended: what runs in the background does not hear Ctrl-C.
give_up_tests() {
    touch "$test_queue/over" 2>/dev/null
    cat "$test_queue"/*/pid 2>/dev/null | xargs -r kill 2>/dev/null
}

# Takes modules that no other lane has taken.
test_lane() {
    for module in $test_modules; do
        [ ! -e "$test_queue/over" ] && mkdir "$test_queue/$module" 2>/dev/null && test_module "$module" "$@"
    done
}

test_module() {
    module=$1
    shift
    begun=$(date +%s)
    echo "[TEST] $module: testing"
    (
        cd "$ROOT/$module" || exit 3
        # The second compiler costs most modules more than it gives back; the others need it for what is truly hot only.
        case $module in
        core | sim)
            compiler='-XX:Tier4InvocationThreshold=50000 -XX:Tier4MinInvocationThreshold=6000
                -XX:Tier4CompileThreshold=150000 -XX:Tier4BackEdgeThreshold=400000'
            ;;
        *) compiler=-XX:TieredStopAtLevel=1 ;;
        esac
        # One of the server's tests waits for a real kubelet most of its time.
        [ "$module" = server ] && at_once=3 || at_once=2
        # What the server is asked is as FakeCluster sets it, which here may not be the first to make a server.
        # shellcheck disable=SC2086
        exec "$JDK/bin/java" -Xmx2g $compiler -XX:+UseParallelGC -XX:+UseCompactObjectHeaders -XX:+EnableDynamicAgentLoading \
            --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
            -Dkerf.root="$ROOT" -Dsun.net.httpserver.idleInterval=300 -Dsun.net.httpserver.maxIdleConnections=2000 \
            -Dsun.net.httpserver.nodelay=true "$@" \
            -cp "target/test-classes:target/classes:$(cat target/test.classpath)" \
            org.junit.platform.console.ConsoleLauncher execute --disable-banner --disable-ansi-colors --details=testfeed \
            --scan-classpath=target/test-classes --include-classname="$test_classes" \
            ${test_methods:+"--include-methodname=$test_methods"} --reports-dir=target/test-reports \
            --config=junit.jupiter.execution.timeout.default=15m \
            --config=junit.jupiter.execution.parallel.enabled=true \
            --config=junit.jupiter.execution.parallel.mode.default=concurrent \
            --config=junit.jupiter.execution.parallel.mode.classes.default=concurrent \
            --config=junit.jupiter.execution.parallel.config.strategy=fixed \
            --config=junit.jupiter.execution.parallel.config.fixed.parallelism=$at_once \
            --config=junit.jupiter.execution.parallel.config.fixed.max-pool-size=$at_once \
            --config=jqwik.database=target/jqwik-database --config=jqwik.reporting.onlyfailures=true
    ) &
    echo $! >"$test_queue/$module/pid"
    wait $!
    status=$?
    rm "$test_queue/$module/pid"
    echo $status >"$test_queue/$module/status"
    case $status in
    0 | 1) echo "[TEST] $module: tested in $(($(date +%s) - begun)) s" ;;
    *) echo "[TEST] $module: the JVM of its tests ended with $status" ;;
    esac
}

# test_patterns NAME: sets CLASSES and METHODS to regular expressions for Class, Class#method, with * for any letters, several
# with commas between them, or %regex[CLASSES].
test_patterns() {
    METHODS=
    case $1 in
    '%regex['*']')
        CLASSES=${1#'%regex['}
        CLASSES=${CLASSES%']'}
        return
        ;;
    *'#'*) METHODS="^.*$(name_pattern "$1").*\$" ;;
    esac
    CLASSES="^(.*[.])?($(name_pattern "$(printf %s "$1" | sed 's/#[^,]*//g')"))([\$].*)?\$"
}

name_pattern() {
    printf '%s' "$1" | sed 's/[.]/[.]/g; s/\*/.*/g; s/,/|/g'
}
