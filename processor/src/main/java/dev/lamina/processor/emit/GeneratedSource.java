package dev.lamina.processor.emit;

import com.squareup.javapoet.ClassName;
import java.io.IOException;
import java.io.Writer;
import java.util.Optional;
import javax.annotation.processing.Filer;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/**
 * A Java source that is ready to be written.
 *
 * @param name of its class
 * @param text of the file
 * @param origin the declaration that it depends on, the only one
 */
public record GeneratedSource(ClassName name, String text, Optional<TypeElement> origin) {

  /**
   * Writes it into the compilation.
   *
   * @throws IOException if the file cannot be created or written
   */
  public void writeTo(Filer filer) throws IOException {
    Element[] origins = origin.stream().toArray(Element[]::new);
    try (Writer out = filer.createSourceFile(name.canonicalName(), origins).openWriter()) {
      out.write(text);
    }
  }
}
