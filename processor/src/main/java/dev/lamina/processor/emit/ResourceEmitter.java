package dev.lamina.processor.emit;

import com.squareup.javapoet.ClassName;
import dev.lamina.graph.diagram.NetworkDiagram;
import dev.lamina.graph.plan.PlannedNetwork;
import dev.lamina.graph.summary.LayerTable;
import dev.lamina.graph.summary.SummaryText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import javax.annotation.processing.Filer;
import javax.lang.model.element.TypeElement;
import javax.tools.StandardLocation;

/**
 * Writes what people look at beside a network's class: its table of layers and its picture, as
 * {@code META-INF/lamina/NAME.txt} and {@code .svg}. The name is the declared type's binary name,
 * so that networks of one simple name in different packages stay apart.
 */
public final class ResourceEmitter {

  private static final String FOLDER = "META-INF/lamina/";

  private final Filer filer;

  /** A writer into the compilation that the filer belongs to. */
  public ResourceEmitter(Filer filer) {
    this.filer = filer;
  }

  /**
   * Writes both files of a network.
   *
   * @param declared the type that declares it, the only one that the files depend on
   * @throws IOException if a file cannot be created or written
   */
  public void emit(PlannedNetwork planned, TypeElement declared) throws IOException {
    write(declared, ".txt", SummaryText.of(LayerTable.of(planned)));
    write(declared, ".svg", NetworkDiagram.svg(planned));
  }

  /** As UTF-8, whatever encoding the compilation's sources have. */
  private void write(TypeElement declared, String ending, String text) throws IOException {
    String path = FOLDER + ClassName.get(declared).reflectionName() + ending;
    try (OutputStream out =
        filer
            .createResource(StandardLocation.CLASS_OUTPUT, "", path, declared)
            .openOutputStream()) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
