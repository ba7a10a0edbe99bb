package dev.eddy.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eddy.archive.ArchiveReader;
import dev.eddy.archive.ArchiveWriter;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ChanceTest {
  /** Java's own SplitMix64 draws the same bits. */
  @Test
  void drawsAreSplitMix64() {
    for (long key : new long[] {0, 1, -77, 0x1234_5678_9abc_def0L}) {
      SplittableRandom reference = new SplittableRandom(key);
      Draws draws = new Draws(key);
      for (int i = 0; i < 100; i++) {
        assertThat(draws.bits()).isEqualTo(reference.nextLong());
      }
    }
  }

  /** The published test vectors of FNV-1a. */
  @Test
  void textsAreHashedByFnv1a() {
    assertThat(Chance.hash("")).isEqualTo(0xcbf29ce484222325L);
    assertThat(Chance.hash("a")).isEqualTo(0xaf63dc4c8601ec8cL);
    assertThat(Chance.hash("foobar")).isEqualTo(0x85944171f73967e8L);
  }

  @Test
  void everythingThatIsNamedMatters() {
    long first = new Chance(1, "lstm", 0).draws("weights").bits();
    assertThat(new Chance(1, "lstm", 0).draws("weights").bits()).isEqualTo(first);
    assertThat(new Chance(2, "lstm", 0).draws("weights").bits()).isNotEqualTo(first);
    assertThat(new Chance(1, "narx", 0).draws("weights").bits()).isNotEqualTo(first);
    assertThat(new Chance(1, "lstm", 1).draws("weights").bits()).isNotEqualTo(first);
    assertThat(new Chance(1, "lstm", 0).draws("replay").bits()).isNotEqualTo(first);
  }

  @Test
  void whatIsDrawnOnceIsCopiedForEachWhoAsks() {
    Chance chance = new Chance(1, "lstm", 0);
    AtomicInteger drawn = new AtomicInteger();
    Supplier<float[]> drawing = () -> new float[] {drawn.incrementAndGet()};
    float[] first = chance.once("small", drawing);
    first[0] = 99;
    assertThat(chance.once("small", drawing)).containsExactly(1);
    assertThat(chance.once("large", drawing)).containsExactly(2);
    assertThat(new Chance(1, "lstm", 0).once("small", drawing)).containsExactly(3);
  }

  @Test
  void gaussiansHaveTheMomentsOfTheNormalDistribution() {
    Draws draws = new Chance(5, "m", 0).draws("normal");
    int n = 200_000;
    double sum = 0;
    double squares = 0;
    double fourth = 0;
    for (int i = 0; i < n; i++) {
      double x = draws.gaussian();
      sum += x;
      squares += x * x;
      fourth += x * x * x * x;
    }
    assertThat(sum / n).isCloseTo(0, within(0.01));
    assertThat(squares / n).isCloseTo(1, within(0.02));
    assertThat(fourth / n).isCloseTo(3, within(0.1));
  }

  @Test
  void evenNumbersStayInTheirRange() {
    Draws draws = new Chance(5, "m", 0).draws("even");
    double sum = 0;
    for (int i = 0; i < 100_000; i++) {
      double x = draws.uniform(2);
      assertThat(x >= -2 && x < 2).isTrue();
      assertThat(draws.below(3)).isBetween(0, 2);
      sum += x;
    }
    assertThat(sum / 100_000).isCloseTo(0, within(0.02));
  }

  @Test
  void aRestoredSequenceGoesOn() {
    Chance chance = new Chance(5, "m", 0);
    Draws draws = chance.draws("even");
    draws.gaussian();
    Draws restored = chance.draws("even");
    ArchiveReader.load(ArchiveWriter.bytesOf(draws), restored);
    assertThat(restored.bits()).isEqualTo(draws.bits());
  }

  @Test
  void manyDrawsAtOnceAreThoseOneByOne() {
    Draws one = new Chance(1, "m", 0).draws("p");
    Draws many = new Chance(1, "m", 0).draws("p");
    one.bits();
    many.bits();
    long[] bits = new long[9];
    many.bitsInto(bits, 7);
    for (int i = 0; i < 7; i++) {
      assertThat(bits[i]).isEqualTo(one.bits());
    }
    assertThat(bits[7]).isZero();
    assertThat(many.bits()).isEqualTo(one.bits());
  }
}
