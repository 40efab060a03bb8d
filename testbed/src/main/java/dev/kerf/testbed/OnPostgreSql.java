package dev.kerf.testbed;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests on a real {@link PostgreSql} that all tests of a JVM share and may have as a parameter. On a machine without one these
 * tests are skipped, and one line says so.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(PostgreSqlExtension.class)
public @interface OnPostgreSql {}
