package dev.lamina.cudnn.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class VersionTest {

  @Test
  void readsTheDriversNumber() {
    assertEquals(new Version(12, 6, 0), Version.ofDriver(12060));
    assertEquals("12.6", Version.ofDriver(12060).toString());
  }

  @Test
  void readsCudnnsNumberBeforeAndAfterItChanged() {
    assertEquals("9.5.1", Version.ofCudnn(90501).toString());
    assertEquals("8.9.7", Version.ofCudnn(8907).toString());
    assertEquals("9.10.2", Version.ofCudnn(91002).toString());
  }
}
