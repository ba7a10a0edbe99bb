package dev.eddy.series;

import dev.eddy.archive.Archive;
import dev.eddy.series.Assembled.Closed;
import dev.eddy.series.Assembled.Verdict;
import java.util.List;

/** Each record is a step. Times only tell how far ahead one is. */
final class EachRecordRule implements StepRule {
  private long count;
  private long lastMillis;

  @Override
  public boolean isAhead(long epochMillis, FutureGuard guard) {
    return count > 0 && guard.isAhead(epochMillis, lastMillis);
  }

  @Override
  public Verdict judge(long epochMillis) {
    return Verdict.ACCEPTED;
  }

  @Override
  public List<Closed> take(Observation observation) {
    Step step =
        new Step(
            count,
            observation.epochMillis(),
            observation.targets(),
            observation.inputs(),
            observation.known());
    count++;
    lastMillis = observation.epochMillis();
    return List.of(new Closed(step, 0));
  }

  @Override
  public long presentMillis() {
    return lastMillis;
  }

  @Override
  public void archive(Archive archive) {
    count = archive.number(count);
    lastMillis = archive.number(lastMillis);
  }
}
