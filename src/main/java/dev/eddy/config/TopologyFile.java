package dev.eddy.config;

import dev.eddy.spec.TopologySpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.yaml.snakeyaml.nodes.Node;

/**
 * One topology file, read and found right.
 *
 * <p>{@code ${NAME}} and {@code ${NAME:default}} in values are replaced by variables of the
 * environment; what comes from there is a secret and is shown nowhere. Immutable.
 */
public final class TopologyFile {
  /** Far more than a topology takes, and little enough to be read at once. */
  private static final int MOST_BYTES = 1 << 20;

  private final TopologySpec spec;
  private final String shown;

  private TopologyFile(TopologySpec spec, String shown) {
    this.spec = spec;
    this.shown = shown;
  }

  /**
   * Reads a file, with the variables of this process's environment.
   *
   * @throws InvalidTopology with everything that is wrong with it
   */
  public static TopologyFile load(Path file) {
    return load(file, name -> Optional.ofNullable(System.getenv(name)));
  }

  /**
   * Reads a file.
   *
   * @param environment the value of a variable; empty if there is none of that name
   * @throws InvalidTopology with everything that is wrong with it
   */
  public static TopologyFile load(Path file, Function<String, Optional<String>> environment) {
    Problems problems = new Problems(file.toString());
    String text = read(file, problems);
    if (problems.any()) {
      throw problems.asException();
    }
    return parse(text, environment, problems);
  }

  /**
   * Reads text.
   *
   * @param name what the text is called in messages
   * @param environment the value of a variable; empty if there is none of that name
   * @throws InvalidTopology with everything that is wrong with it
   */
  public static TopologyFile parse(
      String name, String text, Function<String, Optional<String>> environment) {
    return parse(text, environment, new Problems(name));
  }

  /** What the file asks for. */
  public TopologySpec spec() {
    return spec;
  }

  /**
   * The file as it is understood, with all defaults filled in: what {@link TopologyText} writes,
   * but for what came from the environment, which stands there as {@code ${NAME}}, and other
   * secrets, which stand there as {@code ***}.
   */
  public String shown() {
    return shown;
  }

  private static TopologyFile parse(
      String text, Function<String, Optional<String>> environment, Problems problems) {
    Placeholders placeholders = new Placeholders(environment);
    SpecBinder binder = new SpecBinder(placeholders, problems);
    Node top = YamlDocument.compose(text, problems);
    Object spec = top == null ? null : binder.value(TopologySpec.class, Place.top(top));
    if (spec == null || problems.any()) {
      throw problems.asException();
    }
    TopologySpec topology = (TopologySpec) spec;
    return new TopologyFile(
        topology,
        TopologyText.of(
            topology, (path, value) -> shown(path, value, binder.shownByPath(), placeholders)));
  }

  private static String shown(
      String path, Object value, Map<String, String> shownByPath, Placeholders placeholders) {
    String text = Scalars.text(value);
    String known = shownByPath.get(path);
    if (known == null && value instanceof String) {
      known = placeholders.hide(text);
    }
    String masked = Secrets.mask(path, known == null ? text : known);
    return masked.equals(text) ? Placeholders.escape(text) : masked;
  }

  /** The text of a file; what is wrong with it has been reported. */
  static String read(Path file, Problems problems) {
    try {
      if (Files.isDirectory(file)) {
        problems.add("is a folder, not a file");
      } else if (Files.size(file) > MOST_BYTES) {
        problems.add("is larger than " + MOST_BYTES + " bytes, and so no topology");
      } else {
        byte[] bytes = Files.readAllBytes(file);
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      }
    } catch (NoSuchFileException e) {
      problems.add("there is no such file");
    } catch (CharacterCodingException e) {
      problems.add("is not UTF-8 text");
    } catch (IOException e) {
      problems.add("cannot be read: " + e.getMessage());
    }
    return "";
  }
}
