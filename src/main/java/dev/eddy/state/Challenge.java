package dev.eddy.state;

import dev.eddy.archive.Archive;
import dev.eddy.archive.ArchiveReader;
import dev.eddy.archive.ArchiveWriter;
import dev.eddy.archive.Archived;
import dev.eddy.forecast.Trial;

/**
 * A contender that learns beside the champion, which it has to beat. Not safe for use by several
 * threads.
 */
final class Challenge implements Archived {
  private final Contender challenger;
  private final Trial trial;

  /** Of nobody who is known to be better yet. */
  Challenge(Contender champion, Contender challenger) {
    this.challenger = challenger;
    this.trial =
        new Trial(
            champion.forecaster(),
            challenger.forecaster(),
            challenger.generation().spec().forecast().horizon());
  }

  Contender challenger() {
    return challenger;
  }

  /** Takes in a step that both have; true if the challenger has won. */
  boolean take() {
    return trial.take();
  }

  /** Goes on from what another has come to, which differs in rules alone and is used up. */
  void goOnFrom(Challenge other) {
    ArchiveReader.load(ArchiveWriter.bytesOf(other.trial), trial);
    challenger.forecaster().goOnFrom(other.challenger.forecaster());
  }

  @Override
  public void archive(Archive archive) {
    trial.archive(archive);
    challenger.forecaster().archive(archive);
  }
}
