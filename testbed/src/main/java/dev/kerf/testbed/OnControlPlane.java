package dev.kerf.testbed;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests on the control plane that all tests of a JVM share, audit log on. Parameters of theirs may be the
 * {@link ControlPlane}, a fresh {@link TestNamespace} and, with {@link #node}, the {@link RealNode}. On a machine without
 * the programs these tests are skipped, and one line says so. A test that stops or kills a program asks for its {@link Own} plane.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(ControlPlaneExtension.class)
public @interface OnControlPlane {
    /** What must run; it stays for the classes that follow. */
    Option[] value() default {};

    /** Whether this machine joins as a real node. */
    boolean node() default false;
}
