package dev.eddy.observe.rest;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** States of which a test says what there is, and that note what is asked of them. */
final class FakeStates implements ServedStates {
  final List<String> asked = new CopyOnWriteArrayList<>();
  volatile boolean brokersAnswer = true;
  private final Map<String, Kept> kept = new ConcurrentHashMap<>();

  void keep(String series) {
    kept.put(
        series, new Kept(7, false, true, 9, List.of(new Stored(0, 5, 70), new Stored(2, 4, 60))));
  }

  @Override
  public List<String> commands() {
    return List.of("freeze", ROLLBACK);
  }

  @Override
  public Optional<Kept> find(String series) {
    return Optional.ofNullable(kept.get(series));
  }

  @Override
  public Optional<byte[]> export(String series) {
    return find(series).map(any -> ("\"" + series + "\"").getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Written ask(String series, String command, long steps) {
    return written(command + " " + series + " " + steps);
  }

  @Override
  public Written adopt(String series, byte[] exported) {
    if (exported.length == 0) {
      throw new Unfit("is no exported series", null);
    }
    return written("import " + series + " " + exported.length);
  }

  private Written written(String what) {
    if (!brokersAnswer) {
      throw new NotWritten("Brokers have not acknowledged it.", null);
    }
    asked.add(what);
    return new Written("rooms-control", 1, asked.size());
  }
}
