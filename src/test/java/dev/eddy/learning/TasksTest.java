package dev.eddy.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eddy.training.Chance;
import dev.eddy.training.Draws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TasksTest {
  private final Draws draws = new Chance(1, "tasks", 0).draws("sequences");

  @ParameterizedTest
  @ValueSource(ints = {2, 7, 200})
  void addingProblemAsksForTheSumOfTwoMarkedNumbers(int steps) {
    for (int i = 0; i < 100; i++) {
      Sequence sequence = AddingProblem.draw(draws, steps);
      assertThat(sequence.steps()).isEqualTo(steps);
      float sum = 0;
      int[] marks = new int[2];
      for (int t = 0; t < steps; t++) {
        sum += sequence.input(t, 0) * sequence.input(t, 1);
        marks[t < steps / 2 ? 0 : 1] += (int) sequence.input(t, 1);
        assertThat(Float.isNaN(sequence.target(t, 0))).isEqualTo(t < steps - 1);
      }
      assertThat(marks).containsExactly(1, 1);
      assertThat(sequence.target(steps - 1, 0)).isEqualTo(sum);
    }
  }

  /** The sum of two even numbers has the variance 1/12 + 1/12. */
  @Test
  void addingProblemIsAsHardAsItIsSaidToBe() {
    double squares = 0;
    for (int i = 0; i < 20_000; i++) {
      double error = AddingProblem.draw(draws, 4).target(3, 0) - 1;
      squares += error * error / 20_000;
    }
    assertThat(squares).isCloseTo(1 / 6.0, within(0.005));
  }

  @Test
  void copyMemoryAsksForItsSymbolsAfterTheSign() {
    CopyMemory task = new CopyMemory(8, 3, 5);
    assertThat(task.steps()).isEqualTo(11);
    Sequence sequence = task.draw(draws);
    for (int t = 0; t < 11; t++) {
      int input = one(sequence, t, true, task.inputs());
      int target = one(sequence, t, false, task.targets());
      if (t < 3) {
        assertThat(input).isLessThan(8).isEqualTo(one(sequence, t + 8, false, task.targets()));
      } else {
        assertThat(input).isEqualTo(t == 7 ? 9 : 8);
      }
      if (t < 8) {
        assertThat(target).isEqualTo(8);
      }
    }
  }

  /** The only index that holds 1, others being 0. */
  private static int one(Sequence sequence, int step, boolean input, int size) {
    int found = -1;
    for (int i = 0; i < size; i++) {
      float value = input ? sequence.input(step, i) : sequence.target(step, i);
      if (value == 1) {
        assertThat(found).isNegative();
        found = i;
      } else {
        assertThat(value).isZero();
      }
    }
    return found;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void parityIsTheSignOfTheProduct(boolean everyStep) {
    Sequence sequence = Parity.draw(draws, 50, everyStep);
    float product = -1;
    for (int t = 0; t < 50; t++) {
      assertThat(Math.abs(sequence.input(t, 0))).isEqualTo(1);
      product *= -sequence.input(t, 0);
      if (everyStep || t == 49) {
        assertThat(sequence.target(t, 0)).isEqualTo(product);
      } else {
        assertThat(sequence.target(t, 0)).isNaN();
      }
    }
  }

  @Test
  void sumsAreRight() {
    assertThat(Sums.line(123, 34)).isEqualTo("123+34=157\n");
    for (int i = 0; i < 100; i++) {
      String line = Sums.draw(draws, 1_000, 100);
      String[] numbers = line.trim().split("[+=]");
      assertThat(Integer.parseInt(numbers[0]) + Integer.parseInt(numbers[1]))
          .isEqualTo(Integer.parseInt(numbers[2]));
    }
  }

  @Test
  void textIsOneHot() {
    Sequence sequence = Sequence.nextCharacters("1+", Sums.CHARACTERS);
    assertThat(sequence.steps()).isEqualTo(1);
    assertThat(one(sequence, 0, true, Sums.CHARACTERS.length())).isEqualTo(1);
    assertThat(one(sequence, 0, false, Sums.CHARACTERS.length())).isEqualTo(10);
  }
}
