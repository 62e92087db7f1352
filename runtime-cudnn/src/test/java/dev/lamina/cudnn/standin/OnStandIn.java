package dev.lamina.cudnn.standin;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/** As {@link OnGpu}, for tests that look into the stand-in or wish for faults. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("stand-in")
@ExtendWith(GpuCondition.class)
public @interface OnStandIn {}
