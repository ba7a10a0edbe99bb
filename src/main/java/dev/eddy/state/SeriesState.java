package dev.eddy.state;

import dev.eddy.archive.Archive;
import dev.eddy.archive.Archived;
import dev.eddy.forecast.Outcome;
import dev.eddy.forecast.SeriesForecaster;
import dev.eddy.forecast.StepForecast;
import dev.eddy.series.Assembled.Verdict;
import dev.eddy.series.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that a series remembers: how far it has come, who forecasts it and, where its topology has
 * other models than those it began with, who would like to.
 *
 * <p>Not safe for use by several threads.
 */
final class SeriesState implements Archived {
  private final Progress progress;
  private Generation generation;
  private Contender champion;
  private Optional<Challenge> challenge = Optional.empty();
  private boolean frozen;

  /** Of one contender without a challenger. */
  SeriesState(Generation generation, Contender champion, Progress progress) {
    this.generation = generation;
    this.champion = champion;
    this.progress = progress;
  }

  /** Of a series of which nothing is known. */
  static SeriesState fresh(Generation generation, Progress progress) {
    return new SeriesState(generation, Contender.fresh(generation), progress);
  }

  /** The same with as much room taken as it ever will, but for challengers. */
  static SeriesState grown(Generation generation) {
    SeriesForecaster grown = SeriesForecaster.grown(generation.blueprint());
    return new SeriesState(generation, new Contender(generation, grown), new Progress());
  }

  /** What is asked for now. */
  Generation generation() {
    return generation;
  }

  Progress progress() {
    return progress;
  }

  Contender champion() {
    return champion;
  }

  Optional<Challenge> challenge() {
    return challenge;
  }

  boolean frozen() {
    return frozen;
  }

  /** Steps that the champion has taken in. */
  long steps() {
    return champion.forecaster().steps();
  }

  /** Takes in what one record says. What comes of it is said as the present topology says it. */
  Outcome learn(Observation observation) {
    return learn(observation, generation);
  }

  /**
   * The same, where the record says what it says in the words of another topology.
   *
   * @param language of the same series
   */
  Outcome learn(Observation observation, Generation language) {
    Outcome outcome = champion.forecaster().accept(champion.heard(observation, language));
    outcome = Rewording.of(outcome, champion.generation(), generation);
    boolean changed = outcome.changed();
    List<String> news = outcome.steps().isEmpty() ? List.of() : progress.tell();
    if (challenge.isPresent() && outcome.verdict() != Verdict.REJECTED) {
      Observation heard = challenge.get().challenger().heard(observation, language);
      changed |= challenged(heard, !outcome.steps().isEmpty());
    }
    return new Outcome(
        outcome.verdict(), outcome.rejection(), withNews(outcome.steps(), news), changed);
  }

  /** The challenger's turn; true if it remembers anything of the record. */
  private boolean challenged(Observation observation, boolean step) {
    Outcome outcome = challenge.get().challenger().forecaster().accept(observation);
    if (step && !outcome.steps().isEmpty() && challenge.get().take()) {
      promote();
    }
    return outcome.changed();
  }

  private static List<StepForecast> withNews(List<StepForecast> steps, List<String> news) {
    if (news.isEmpty()) {
      return steps;
    }
    List<StepForecast> told = new ArrayList<>(steps);
    List<String> events = new ArrayList<>(news);
    events.addAll(steps.get(0).events());
    told.set(0, steps.get(0).with(events));
    return told;
  }

  /** The challenger forecasts from the next record on. */
  void promote() {
    champion = challenge.orElseThrow().challenger();
    challenge = Optional.empty();
    progress.announce("promotion");
  }

  /** Stops learning, or takes it up again. */
  void freeze(boolean from) {
    frozen = from;
    champion.forecaster().freeze(frozen);
    challenge.ifPresent(running -> running.challenger().forecaster().freeze(frozen));
  }

  /** Forgets all but how far the series has come. */
  void forget(String event) {
    champion = Contender.fresh(generation);
    challenge = Optional.empty();
    freeze(frozen);
    progress.announce(event);
  }

  /** Goes on from what another series remembers, or this one did; that one is used up. */
  void adopt(SeriesState other, String event) {
    if (other.generation != generation) {
      other.changeTo(generation);
    }
    champion = other.champion;
    challenge = other.challenge;
    freeze(frozen);
    champion.forecaster().resume();
    progress.announce(event);
    if (challenge.isPresent()) {
      challenge.get().challenger().forecaster().resume();
      progress.announce("challenger");
    }
  }

  /** The same for a series that begins: it is frozen if the other one was. */
  void begin(SeriesState other, String event) {
    frozen = other.frozen;
    adopt(other, event);
  }

  /** True if another state of the same series, or of one like it, can be gone on from. */
  boolean canAdopt(SeriesState other) {
    return other.champion.generation().changeTo(generation) != Generation.Change.SERIES;
  }

  /**
   * Does what can be done without knowing any other state.
   *
   * @return false if the command needs one
   */
  boolean obey(Command command) {
    switch (command.verb()) {
      case FREEZE, THAW -> {
        freeze(command.verb() == Command.Verb.FREEZE);
        progress.announce(command.verb().label());
      }
      case FORGET -> forget(command.verb().label());
      case PROMOTE -> {
        if (challenge.isPresent()) {
          promote();
        }
      }
      case ROLLBACK, IMPORT -> {
        return false;
      }
    }
    return true;
  }

  /** Goes on under another topology. What that means is announced, if it means anything. */
  void changeTo(Generation next) {
    switch (champion.generation().changeTo(next)) {
      case NONE, RULES -> {
        champion = champion.under(next);
        challenge = Optional.empty();
      }
      case MODELS -> challengeBy(next);
      case SERIES -> {
        champion = Contender.fresh(next);
        challenge = Optional.empty();
        progress.announce("generation");
      }
    }
    generation = next;
    freeze(frozen);
  }

  /** A challenger that is there goes on if it is what is asked for. */
  private void challengeBy(Generation next) {
    boolean goesOn =
        challenge.isPresent() && generation.changeTo(next).compareTo(Generation.Change.RULES) <= 0;
    if (goesOn) {
      Challenge same = new Challenge(champion, Contender.fresh(next));
      same.goOnFrom(challenge.get());
      challenge = Optional.of(same);
    } else {
      challenge = Optional.of(new Challenge(champion, Contender.fresh(next)));
      progress.announce("challenger");
    }
  }

  /** Meets a challenger of this generation again, which is loaded next. */
  void resume(Generation challenging) {
    challenge = Optional.of(new Challenge(champion, Contender.fresh(challenging)));
    generation = challenging;
  }

  @Override
  public void archive(Archive archive) {
    boolean isFrozen = archive.flag(frozen);
    champion.forecaster().archive(archive);
    challenge.ifPresent(running -> running.archive(archive));
    if (archive.reading()) {
      freeze(isFrozen);
    }
  }
}
