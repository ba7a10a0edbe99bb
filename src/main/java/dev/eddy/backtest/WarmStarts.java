package dev.eddy.backtest;

import dev.eddy.config.TopologyText;
import dev.eddy.forecast.SeriesForecaster;
import dev.eddy.spec.TopologySpec;
import dev.eddy.state.DamagedState;
import dev.eddy.state.Generation;
import dev.eddy.state.PortableSeries;
import dev.eddy.state.UnsupportedState;
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
import java.util.stream.Stream;

/**
 * What series remember when a backtest begins: files that were exported from a deployment.
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
   * @param spec of the topology that goes on from them
   * @throws BacktestFailure naming the first that cannot be read, does not fit the topology, or is
   *     of the same series as another
   */
  public static WarmStarts read(List<Path> paths, TopologySpec spec) {
    Generation generation = Generation.of(spec, TopologyText.NOTATION);
    Map<String, Exported> bySeries = new LinkedHashMap<>();
    for (Path path : paths) {
      for (Path file : filesOf(path)) {
        Exported exported = exported(file, generation);
        Exported before = bySeries.putIfAbsent(exported.content().series(), exported);
        if (before != null) {
          throw BacktestFailure.ofUse(
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
    try (Stream<Path> all = Files.list(path)) {
      List<Path> files =
          all.filter(file -> Files.isRegularFile(file) && !name(file).startsWith("."))
              .sorted()
              .toList();
      if (files.isEmpty()) {
        throw BacktestFailure.ofUse(path + ": has no file");
      }
      return files;
    } catch (IOException e) {
      throw BacktestFailure.ofUse(path + ": cannot be read: " + BacktestFailure.reason(e));
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }

  private static Exported exported(Path file, Generation generation) {
    if (!Files.exists(file)) {
      throw BacktestFailure.ofUse(file + ": there is no such file");
    }
    try {
      byte[] bytes = Files.readAllBytes(file);
      PortableSeries content = PortableSeries.read(bytes);
      content.forecaster(generation); // or it does not fit
      return new Exported(file, sha256(bytes), content);
    } catch (IOException e) {
      throw BacktestFailure.ofUse(file + ": cannot be read: " + BacktestFailure.reason(e));
    } catch (IllegalArgumentException | UnsupportedState | DamagedState e) {
      throw BacktestFailure.ofUse(file + ": " + e.getMessage());
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** A forecaster that begins with what its series remembers, or with nothing. */
  SeriesForecaster forecaster(String series, Generation generation) {
    Exported exported = bySeries.get(series);
    return exported == null
        ? new SeriesForecaster(generation.blueprint())
        : exported.content().forecaster(generation);
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
