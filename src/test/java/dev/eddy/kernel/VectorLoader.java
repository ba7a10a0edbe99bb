package dev.eddy.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Loads the vector kernel anew for each width, as another processor would have it. */
final class VectorLoader extends ClassLoader {
  private static final String PREFIX = "dev.eddy.kernel.Vector";

  private VectorLoader() {
    super(Kernel.class.getClassLoader());
  }

  /** Every width that this processor has. */
  static Stream<Kernel> kernels() {
    List<Kernel> kernels = new ArrayList<>();
    for (int bits : new int[] {128, 256, 512}) {
      Kernel kernel = ofWidth(bits);
      if (kernel.description().equals("vector-" + bits)) {
        kernels.add(kernel);
      }
    }
    return kernels.stream();
  }

  private static Kernel ofWidth(int bits) {
    System.setProperty("eddy.vector.bits", Integer.toString(bits));
    try {
      Class<?> found = new VectorLoader().loadClass(PREFIX + "Kernel");
      return (Kernel) found.getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    } finally {
      System.clearProperty("eddy.vector.bits");
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(PREFIX) || name.startsWith(VectorLoader.class.getName())) {
      return super.loadClass(name, resolve);
    }
    Class<?> loaded = findLoadedClass(name);
    return loaded != null ? loaded : define(name);
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    String path = name.replace('.', '/') + ".class";
    try (InputStream in = getParent().getResourceAsStream(path)) {
      byte[] bytes = in.readAllBytes();
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }
}
