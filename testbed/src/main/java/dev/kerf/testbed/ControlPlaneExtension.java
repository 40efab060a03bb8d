package dev.kerf.testbed;

import static org.junit.jupiter.api.extension.ExtensionContext.StoreScope.LAUNCHER_SESSION;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.opentest4j.TestAbortedException;

/** What {@link OnControlPlane} promises. */
final class ControlPlaneExtension
        implements BeforeAllCallback, TestInstancePreConstructCallback, BeforeEachCallback, ParameterResolver {
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
            if (!methods(tests, BeforeAll.class).isEmpty()) {
                throw new TestAbortedException(missing.getMessage());
            }
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

    /** Each test is reported as skipped, before anything of its class is made. */
    @Override
    public void preConstructTestInstance(TestInstanceFactoryContext factory, ExtensionContext context) {
        beforeEach(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        String missing = context.getStore(OURS).get(MISSING, String.class);
        if (missing != null) {
            throw new TestAbortedException(missing);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == ControlPlane.class || type == TestNamespace.class || type == RealNode.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
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
        int count = methods(tests, Testable.class).size();
        String counted = count == 1 ? "1 test" : count + " tests";
        return "not run: %s of %s %s".formatted(counted, tests.getSimpleName(), missing.getMessage());
    }

    private static List<Method> methods(Class<?> tests, Class<? extends Annotation> annotation) {
        return AnnotationSupport.findAnnotatedMethods(tests, annotation, HierarchyTraversalMode.TOP_DOWN);
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
