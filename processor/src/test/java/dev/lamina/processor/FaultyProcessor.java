package dev.lamina.processor;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Messager;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;

/**
 * Lamina's processor in an environment that fails when a note with a certain beginning is shown.
 */
final class FaultyProcessor extends AbstractProcessor {

  private final LaminaProcessor processor = new LaminaProcessor();
  private final String fatal;

  FaultyProcessor(String fatal) {
    this.fatal = fatal;
  }

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return processor.getSupportedAnnotationTypes();
  }

  @Override
  public Set<String> getSupportedOptions() {
    return processor.getSupportedOptions();
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latest();
  }

  @Override
  public synchronized void init(ProcessingEnvironment environment) {
    super.init(environment);
    Messager messager =
        proxy(
            Messager.class,
            (self, method, arguments) -> {
              if (arguments[1].toString().startsWith(fatal)) {
                throw new AssertionError("planted");
              }
              return call(environment.getMessager(), method, arguments);
            });
    processor.init(
        proxy(
            ProcessingEnvironment.class,
            (self, method, arguments) ->
                method.getName().equals("getMessager")
                    ? messager
                    : call(environment, method, arguments)));
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static Object call(Object target, java.lang.reflect.Method method, Object[] arguments)
      throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    processor.process(annotations, round);
    return false;
  }
}
