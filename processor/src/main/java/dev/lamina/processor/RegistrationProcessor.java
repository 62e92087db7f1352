package dev.lamina.processor;

import com.google.auto.service.AutoService;
import com.squareup.javapoet.ClassName;
import dev.lamina.graph.diagnostics.Message;
import dev.lamina.processor.emit.GeneratedNames;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Filer;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.util.ElementFilter;
import javax.tools.Diagnostic;
import javax.tools.StandardLocation;

/**
 * Registers every compiled network for {@link java.util.ServiceLoader}.
 *
 * <p>One file names all networks, so this processor aggregates; {@link LaminaProcessor} writes one
 * class for one type and stays isolating. That is why there are two.
 */
@AutoService(Processor.class)
@SupportedAnnotationTypes("dev.lamina.dsl.Network")
public final class RegistrationProcessor extends AbstractProcessor {

  private static final String FILE = "META-INF/services/dev.lamina.runtime.network.CompiledNetwork";

  /** Binary names of compiled networks, with the types that declare them. */
  private final Map<String, TypeElement> networks = new LinkedHashMap<>();

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    for (TypeElement annotation : annotations) {
      for (TypeElement type : ElementFilter.typesIn(round.getElementsAnnotatedWith(annotation))) {
        networks.put(GeneratedNames.compiled(ClassName.get(type)).reflectionName(), type);
      }
    }
    if (round.processingOver() && !round.errorRaised() && !networks.isEmpty()) {
      write();
    }
    return false;
  }

  private void write() {
    Filer filer = processingEnv.getFiler();
    Set<String> names = new TreeSet<>(networks.keySet());
    try {
      names.addAll(registeredBefore(filer));
      Element[] origins = networks.values().toArray(Element[]::new);
      try (Writer out =
          filer.createResource(StandardLocation.CLASS_OUTPUT, "", FILE, origins).openWriter()) {
        out.write(String.join("\n", names) + "\n");
      }
    } catch (IOException e) {
      processingEnv
          .getMessager()
          .printMessage(
              Diagnostic.Kind.ERROR, Message.CANNOT_REGISTER.format(FILE, e.getMessage()));
    }
  }

  /**
   * What an earlier compilation into the same folder registered, as far as it can still be used.
   */
  private List<String> registeredBefore(Filer filer) throws IOException {
    try (BufferedReader in =
        new BufferedReader(
            filer.getResource(StandardLocation.CLASS_OUTPUT, "", FILE).openReader(true))) {
      return in.lines().filter(this::isUsable).toList();
    } catch (FileNotFoundException | NoSuchFileException e) {
      return List.of();
    }
  }

  /** Whether the class is there, and whether what it implements is: it may outlive its network. */
  private boolean isUsable(String compiled) {
    TypeElement type = processingEnv.getElementUtils().getTypeElement(compiled);
    return type != null
        && processingEnv.getTypeUtils().directSupertypes(type.asType()).stream()
            .noneMatch(supertype -> supertype.getKind() == TypeKind.ERROR);
  }
}
