package dev.eddy.model.recurrent.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TapeTest {
  private static final double STEP = 1e-5;
  private static final double[] POINTS = {0.3, 0.4, 1.7, 3.1};

  static Stream<Arguments> operations() {
    return Stream.of(
        one("plus constant", a -> a.plus(0.7)),
        one("times constant", a -> a.times(-1.3)),
        one("tanh", Scalar::tanh),
        one("sigmoid", Scalar::sigmoid),
        one("exp", Scalar::exp),
        one("log", Scalar::log),
        one("sqrt", Scalar::sqrt),
        one("relu above 0", Scalar::relu),
        one("relu below 0", a -> a.plus(-4).relu()),
        one("clip", a -> a.clip(0.1, 2)),
        one("used twice", a -> a.times(a).plus(a)),
        two("plus", Scalar::plus),
        two("minus", Scalar::minus),
        two("times", Scalar::times),
        two("over", Scalar::over),
        two("max", Scalar::max),
        two("all together", (a, b) -> a.times(b).tanh().over(b.exp()).minus(a.sigmoid().sqrt())));
  }

  private static Arguments one(String name, UnaryOperator<Scalar> operation) {
    return two(name, (a, b) -> operation.apply(a));
  }

  private static Arguments two(String name, BinaryOperator<Scalar> operation) {
    return Arguments.of(name, operation);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("operations")
  void slopesAreCentralDifferences(String name, BinaryOperator<Scalar> operation) {
    for (double a : POINTS) {
      for (double b : new double[] {0.8, 2.3}) {
        Tape tape = new Tape();
        Scalar left = tape.variable(a);
        Scalar right = tape.variable(b);
        tape.differentiate(operation.apply(left, right));
        double byLeft = value(operation, a + STEP, b) - value(operation, a - STEP, b);
        double byRight = value(operation, a, b + STEP) - value(operation, a, b - STEP);
        assertThat(left.slope()).as(name).isCloseTo(byLeft / (2 * STEP), within(1e-8));
        assertThat(right.slope()).as(name).isCloseTo(byRight / (2 * STEP), within(1e-8));
      }
    }
  }

  private static double value(BinaryOperator<Scalar> operation, double a, double b) {
    Tape tape = new Tape();
    return operation.apply(tape.variable(a), tape.variable(b)).value();
  }

  @Test
  void valuesAreThoseOfTheOperations() {
    Tape tape = new Tape();
    Scalar a = tape.variable(3);
    Scalar b = tape.variable(4);
    assertThat(a.plus(b).value()).isEqualTo(7);
    assertThat(a.minus(b).value()).isEqualTo(-1);
    assertThat(a.times(b).value()).isEqualTo(12);
    assertThat(a.over(b).value()).isEqualTo(0.75);
    assertThat(a.max(b).value()).isEqualTo(4);
    assertThat(b.sqrt().value()).isEqualTo(2);
    assertThat(a.times(-1).relu().value()).isZero();
    assertThat(b.clip(-2, 2).value()).isEqualTo(2);
    assertThat(tape.variable(0).sigmoid().value()).isEqualTo(0.5);
    assertThat(tape.variable(0.5).tanh().value()).isCloseTo(0.46211715726000976, within(1e-16));
    assertThat(a.log().exp().value()).isCloseTo(3, within(1e-15));
  }

  /** Where a function has a corner, the slope is the one that the documentation states. */
  @Test
  void slopesAtCorners() {
    Tape tape = new Tape();
    Scalar zero = tape.variable(0);
    tape.differentiate(zero.relu());
    assertThat(zero.slope()).isZero();

    Scalar bound = tape.variable(2);
    tape.differentiate(bound.clip(-2, 2));
    assertThat(bound.slope()).isEqualTo(1);

    Scalar equal = tape.variable(2);
    tape.differentiate(bound.max(equal));
    assertThat(bound.slope()).isEqualTo(1);
    assertThat(equal.slope()).isZero();
  }

  @Test
  void aSecondDifferentiationForgetsTheFirst() {
    Tape tape = new Tape();
    Scalar a = tape.variable(3);
    Scalar square = a.times(a);
    tape.differentiate(square);
    tape.differentiate(square);
    assertThat(a.slope()).isEqualTo(6);
  }
}
