package dev.kerf.testbed;

import static org.junit.jupiter.api.extension.ExtensionContext.StoreScope.LAUNCHER_SESSION;

import java.lang.reflect.Method;
import java.util.Optional;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;
import org.opentest4j.TestAbortedException;

/** What {@link OnControlPlane} promises. */
final class ControlPlaneExtension implements BeforeAllCallback, BeforeEachCallback, ParameterResolver {
    private static final Namespace OURS = Namespace.create(ControlPlaneExtension.class);
    private static final String MISSING = "missing";

    @Override
    public void beforeAll(ExtensionContext context) {
        Class<?> tests = context.getRequiredTestClass();
        try {
            Bed.programs("etcd", "kubernetes");
            begin(wanted(tests), context);
        } catch (ProgramsMissing missing) {
            context.getStore(OURS).put(MISSING, "" + missing.getMessage());
            System.out.println(notRun(tests, missing));
        }
    }

    /** A class that asks for nothing more may have planes of its own only: the shared one waits for a parameter. */
    private static void begin(OnControlPlane wanted, ExtensionContext context) {
        if (wanted.value().length > 0) {
            shared(context).with(wanted.value());
        }
        if (wanted.node()) {
            shared(context).node();
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        abortWhenMissing(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == ControlPlane.class || type == TestNamespace.class || type == RealNode.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        abortWhenMissing(context);
        Class<?> type = parameter.getParameter().getType();
        if (type == RealNode.class) {
            return shared(context).node();
        }
        Optional<Own> own = parameter.findAnnotation(Own.class);
        if (own.isPresent()) {
            return context.getStore(OURS)
                    .computeIfAbsent(
                            parameter.getIndex(),
                            started -> ControlPlane.start(own.get().value()));
        }
        ControlPlane plane = shared(context).with();
        return type == TestNamespace.class ? plane.freshNamespace() : plane;
    }

    /** The line that a person reads who wonders why so few tests ran. */
    static String notRun(Class<?> tests, ProgramsMissing missing) {
        int count = ReflectionSupport.findMethods(tests, ControlPlaneExtension::isTest, HierarchyTraversalMode.TOP_DOWN)
                .size();
        return "not run: %d tests of %s %s".formatted(count, tests.getSimpleName(), missing.getMessage());
    }

    private static boolean isTest(Method method) {
        return AnnotationSupport.isAnnotated(method, Testable.class);
    }

    private static void abortWhenMissing(ExtensionContext context) {
        String reason = context.getStore(OURS).get(MISSING, String.class);
        if (reason != null) {
            throw new TestAbortedException(reason);
        }
    }

    private static OnControlPlane wanted(Class<?> tests) {
        for (Class<?> type = tests; type != null; type = type.getEnclosingClass()) {
            OnControlPlane found = type.getAnnotation(OnControlPlane.class);
            if (found != null) {
                return found;
            }
        }
        throw new IllegalStateException(tests + " does not say @OnControlPlane");
    }

    private static SharedPlane shared(ExtensionContext context) {
        Store session = context.getStore(LAUNCHER_SESSION, OURS);
        return session.computeIfAbsent(SharedPlane.class, absent -> new SharedPlane(), SharedPlane.class);
    }
}
