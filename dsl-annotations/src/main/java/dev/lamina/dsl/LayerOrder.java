package dev.lamina.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The order of a declared type's members. The processor records it beside every type that it reads
 * from source, because a class file does not promise to keep it; nobody else writes it.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface LayerOrder {
  /** Names of the members that the type itself declares, in source order. */
  String[] value();
}
