package dev.lamina.runtime.log.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PngTest {

  @Test
  void anotherDecoderSeesTheSamePixels() throws IOException {
    byte[] bytes = {
      (byte) 255, 0, 0, 0, (byte) 128, 0, 1, 2, 3, 9, 9, 9, 0, 0, (byte) 255, 7, 8, 9
    };
    Picture picture = Picture.of(bytes, 3, 2, 3);
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(Png.encode(picture)));
    assertEquals(3, image.getWidth());
    assertEquals(2, image.getHeight());
    assertEquals(0xffff0000, image.getRGB(0, 0));
    assertEquals(0xff008000, image.getRGB(1, 0));
    assertEquals(0xff090909, image.getRGB(0, 1));
    assertEquals(0xff0000ff, image.getRGB(1, 1));
  }

  @Test
  void aSingleChannelIsGrey() {
    assertEquals(0x050505, Picture.of(new byte[] {5, 6}, 1, 1, 2).get(0, 0));
  }
}
