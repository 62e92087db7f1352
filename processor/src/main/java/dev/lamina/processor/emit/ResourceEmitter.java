package dev.lamina.processor.emit;

import com.squareup.javapoet.ClassName;
import dev.lamina.graph.diagram.NetworkDiagram;
import dev.lamina.graph.kernel.NetworkKernels;
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
 * Writes what lies beside a network's class. For people, its table of layers and its picture, as
 * {@code META-INF/lamina/NAME.txt} and {@code .svg}; the name is the declared type's binary name,
 * so that networks of one simple name in different packages stay apart. For a GPU and for people,
 * the kernels of its fused ops, in the class's package.
 */
public final class ResourceEmitter {

  private static final String FOLDER = "META-INF/lamina/";

  private final Filer filer;

  /** A writer into the compilation that the filer belongs to. */
  public ResourceEmitter(Filer filer) {
    this.filer = filer;
  }

  /**
   * Writes the files of a network; one without fused ops has no kernels.
   *
   * @param declared the type that declares it, the only one that the files depend on
   * @throws IOException if a file cannot be created or written
   */
  public void emit(PlannedNetwork planned, TypeElement declared) throws IOException {
    ClassName name = ClassName.get(declared);
    String path = FOLDER + name.reflectionName();
    write(declared, "", path + ".txt", SummaryText.of(LayerTable.of(planned)));
    write(declared, "", path + ".svg", NetworkDiagram.svg(planned));
    String kernels = NetworkKernels.of(planned);
    if (!kernels.isEmpty()) {
      write(declared, name.packageName(), GeneratedNames.kernels(name), kernels);
    }
  }

  /** As UTF-8, whatever encoding the compilation's sources have. */
  private void write(TypeElement declared, String folder, String file, String text)
      throws IOException {
    try (OutputStream out =
        filer
            .createResource(StandardLocation.CLASS_OUTPUT, folder, file, declared)
            .openOutputStream()) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
