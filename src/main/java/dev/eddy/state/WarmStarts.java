package dev.eddy.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What series begin with of which nothing is known: files that were exported from a deployment.
 * Immutable; takes the bytes of its files.
 */
public final class WarmStarts {
  /** All series begin with nothing. */
  public static final WarmStarts NONE = new WarmStarts(Map.of());

  private final Map<String, Exported> bySeries; // in the order of the files

  /**
   * A file.
   *
   * @param path as it was named
   * @param sha256 of its bytes, in hexadecimal digits
   */
  private record Exported(Path path, String sha256, PortableSeries content) {}

  /**
   * What is said of a file.
   *
   * @param file as it was named
   * @param series that it remembers
   * @param sha256 of its bytes, in hexadecimal digits
   */
  public record Named(Path file, String series, String sha256) {}

  private WarmStarts(Map<String, Exported> bySeries) {
    this.bySeries = bySeries;
  }

  /**
   * Reads files, and all files of folders but hidden ones.
   *
   * @param fit throws an IllegalArgumentException for a series that cannot be gone on from
   * @throws InvalidWarmStart naming the first that cannot be read, does not fit, or is of the same
   *     series as another
   */
  public static WarmStarts read(List<Path> paths, Consumer<PortableSeries> fit) {
    Map<String, Exported> bySeries = new LinkedHashMap<>();
    for (Path path : paths) {
      for (Path file : filesOf(path)) {
        Exported exported = exported(file, fit);
        Exported before = bySeries.putIfAbsent(exported.content().series(), exported);
        if (before != null) {
          throw new InvalidWarmStart(
              file
                  + ": is of series "
                  + exported.content().series()
                  + ", as "
                  + before.path()
                  + " is; a series begins with one");
        }
      }
    }
    return new WarmStarts(bySeries);
  }

  private static List<Path> filesOf(Path path) {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    requireReadable(path);
    try (Stream<Path> all = Files.list(path)) {
      List<Path> files =
          all.filter(file -> Files.isRegularFile(file) && !name(file).startsWith("."))
              .sorted()
              .toList();
      if (files.isEmpty()) {
        throw new InvalidWarmStart(path + ": has no file");
      }
      return files;
    } catch (IOException e) {
      throw new InvalidWarmStart(path + ": cannot be read: " + e.getMessage());
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }

  private static void requireReadable(Path file) {
    if (!Files.exists(file)) {
      throw new InvalidWarmStart(file + ": there is no such file");
    }
    if (!Files.isReadable(file)) {
      throw new InvalidWarmStart(file + ": cannot be read: permission denied");
    }
  }

  private static Exported exported(Path file, Consumer<PortableSeries> fit) {
    requireReadable(file);
    try {
      byte[] bytes = Files.readAllBytes(file);
      PortableSeries content = PortableSeries.read(bytes);
      fit.accept(content);
      return new Exported(file, sha256(bytes), content);
    } catch (IOException e) {
      throw new InvalidWarmStart(file + ": cannot be read: " + e.getMessage());
    } catch (IllegalArgumentException | UnsupportedState | DamagedState e) {
      throw new InvalidWarmStart(file + ": " + e.getMessage());
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** What a series begins with; empty: with nothing. */
  public Optional<PortableSeries> of(String series) {
    return Optional.ofNullable(bySeries.get(series)).map(Exported::content);
  }

  /** The files, in the order in which they were named. */
  public List<Named> files() {
    List<Named> files = new ArrayList<>();
    bySeries.forEach((series, one) -> files.add(new Named(one.path(), series, one.sha256())));
    return files;
  }

  /** The files of series other than these, which began nothing. */
  public List<Named> besides(Collection<String> series) {
    return files().stream().filter(file -> !series.contains(file.series())).toList();
  }
}
