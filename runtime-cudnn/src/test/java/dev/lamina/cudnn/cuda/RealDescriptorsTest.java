package dev.lamina.cudnn.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import dev.lamina.cudnn.standin.OnStandIn;
import dev.lamina.cudnn.standin.StandIn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Descriptors, which NVIDIA's cuDNN makes and checks without a GPU too: the stand-in gives the same
 * statuses and the same sizes, for what is right and for what is wrong.
 */
@OnStandIn
class RealDescriptorsTest {
  private static final int SAMPLES = 20_000;
  private static final int NHWC = 1;
  private static final List<Integer> TYPES = List.of(0, 9);
  private static final List<Integer> USUAL = List.of(1, 2, 3, 5, 7, 8, 12, 16, 32, 64);
  private static final List<Integer> ODD = List.of(-1, 0, 1, 100_000);

  private final Random random = new Random(1);
  private final Map<String, Integer> statuses = new HashMap<>();

  /** One library's half of a sample: its descriptors, and all that it said. */
  private static final class Cudnn {
    private final NativeLibrary library;
    private final List<String> said = new ArrayList<>();

    Cudnn(Path file) {
      library = NativeLibrary.getInstance(file.toString());
    }

    int call(String function, Object... arguments) {
      int status = library.getFunction(function).invokeInt(arguments);
      said.add(function + ": " + status);
      return status;
    }

    Pointer make(String kind) {
      PointerByReference made = new PointerByReference();
      call("cudnnCreate" + kind + "Descriptor", made);
      return made.getValue();
    }

    void destroy(String kind, Pointer descriptor) {
      call("cudnnDestroy" + kind + "Descriptor", descriptor);
    }

    void outputDimensions(Pointer convolution, Pointer tensor, Pointer filter) {
      IntByReference[] sizes = new IntByReference[4];
      for (int i = 0; i < sizes.length; i++) {
        sizes[i] = new IntByReference(-1);
      }
      Object[] into = {convolution, tensor, filter, sizes[0], sizes[1], sizes[2], sizes[3]};
      if (call("cudnnGetConvolution2dForwardOutputDim", into) == CudnnStatus.SUCCESS) {
        for (IntByReference size : sizes) {
          said.add("size: " + size.getValue());
        }
      }
    }
  }

  /** The arguments of a sample's calls. */
  private record Sample(
      List<Integer> tensor,
      List<Integer> filter,
      List<Integer> convolution,
      int groups,
      int math,
      List<Integer> pool,
      int norm) {}

  @Test
  void areAsNvidiaHasThem() {
    Optional<Path> real = PackagedLibraries.installed().folder();
    assumeTrue(
        real.isPresent(), "NVIDIA's cuDNN is not on the class path; -Pcuda-redist brings it");
    Path standIn = StandIn.folder().orElseThrow();
    for (int i = 0; i < SAMPLES; i++) {
      Sample sample = sample();
      Cudnn expected = said(real.get().resolve("libcudnn.so.9"), sample);
      Cudnn actual = said(standIn.resolve("libcudnn.so.9"), sample);
      assertEquals(expected.said, actual.said, sample::toString);
      expected.said.forEach(line -> statuses.merge(line, 1, Integer::sum));
    }
    assertTrue(statuses.get("cudnnGetConvolution2dForwardOutputDim: 0") > SAMPLES / 10);
    assertTrue(statuses.get("cudnnGetConvolution2dForwardOutputDim: 2000") > SAMPLES / 10);
  }

  private static Cudnn said(Path file, Sample s) {
    Cudnn cudnn = new Cudnn(file);
    Pointer tensor = cudnn.make("Tensor");
    Pointer derived = cudnn.make("Tensor");
    Pointer filter = cudnn.make("Filter");
    Pointer convolution = cudnn.make("Convolution");
    Pointer pool = cudnn.make("Pooling");
    int wrong = cudnn.call("cudnnSetTensor4dDescriptor", with(tensor, s.tensor));
    cudnn.call("cudnnDeriveBNTensorDescriptor", derived, tensor, s.norm);
    wrong |= cudnn.call("cudnnSetFilter4dDescriptor", with(filter, s.filter));
    wrong |= cudnn.call("cudnnSetConvolution2dDescriptor", with(convolution, s.convolution));
    wrong |= cudnn.call("cudnnSetConvolutionGroupCount", convolution, s.groups);
    cudnn.call("cudnnSetConvolutionMathType", convolution, s.math);
    cudnn.call("cudnnSetPooling2dDescriptor", with(pool, s.pool));
    if (wrong == CudnnStatus.SUCCESS) {
      cudnn.outputDimensions(convolution, tensor, filter);
    }
    cudnn.destroy("Tensor", tensor);
    cudnn.destroy("Tensor", derived);
    cudnn.destroy("Filter", filter);
    cudnn.destroy("Convolution", convolution);
    cudnn.destroy("Pooling", pool);
    return cudnn;
  }

  private static Object[] with(Pointer descriptor, List<Integer> numbers) {
    List<Object> all = new ArrayList<>(numbers);
    all.add(0, descriptor);
    return all.toArray();
  }

  private Sample sample() {
    int channels = size();
    int groups = any(List.of(1, 1, 2, 3, 4, 8));
    int ofGroup = random.nextInt(3) > 0 && channels % groups == 0 ? channels / groups : size();
    int kernel = mostly(List.of(1, 2, 3, 5), ODD);
    int padding = mostly(List.of(0, 1, 2, 3), List.of(-1));
    int stride = mostly(List.of(1, 2, 3), List.of(0, -1));
    int dilation = mostly(List.of(1), List.of(0, -1, 2));
    return new Sample(
        List.of(NHWC, any(TYPES), size(), channels, size(), size()),
        List.of(any(TYPES), NHWC, size(), ofGroup, kernel, kernel),
        List.of(padding, padding, stride, stride, dilation, dilation, 1, 0),
        mostly(List.of(groups), List.of(0, -1, 1000)),
        any(List.of(-1, 0, 1, 2, 3, 4)),
        List.of(1, any(List.of(-1, 0, 1, 2)), kernel, kernel, padding, padding, stride, stride),
        any(List.of(0, 1, 2, 3)));
  }

  private int size() {
    return mostly(USUAL, ODD);
  }

  private int mostly(List<Integer> usual, List<Integer> odd) {
    return any(random.nextInt(8) > 0 ? usual : odd);
  }

  private int any(List<Integer> values) {
    return values.get(random.nextInt(values.size()));
  }
}
