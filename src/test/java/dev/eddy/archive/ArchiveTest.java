package dev.eddy.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveTest {
  /** One of everything that an archive knows. */
  private static final class Memory implements Archived {
    boolean flag;
    int small;
    long large;
    double real;
    String text = "";
    final float[] floats = new float[3];
    final double[] doubles = new double[2];
    final long[] longs = new long[4];
    final float[] nothing = new float[0];
    final List<Entry> entries = new ArrayList<>();

    static Memory random(long seed) {
      SplittableRandom random = new SplittableRandom(seed);
      Memory memory = new Memory();
      memory.flag = random.nextBoolean();
      memory.small = random.nextInt();
      memory.large = random.nextLong();
      memory.real = Double.longBitsToDouble(random.nextLong());
      memory.text = List.of("", "a", "Zürich 21°", "\u0000\uD83C\uDF00").get(random.nextInt(4));
      for (int i = 0; i < memory.floats.length; i++) {
        memory.floats[i] = Float.intBitsToFloat(random.nextInt());
      }
      Arrays.setAll(memory.doubles, i -> Double.longBitsToDouble(random.nextLong()));
      Arrays.setAll(memory.longs, i -> random.nextLong());
      int size = random.nextInt(4);
      for (int i = 0; i < size; i++) {
        memory.entries.add(new Entry(random.nextLong()));
      }
      return memory;
    }

    @Override
    public void archive(Archive archive) {
      flag = archive.flag(flag);
      small = archive.number(small);
      large = archive.number(large);
      real = archive.number(real);
      text = archive.text(text);
      archive.array(floats);
      archive.array(doubles);
      archive.array(nothing);
      archive.array(longs);
      archive.list(entries, () -> new Entry(0));
    }
  }

  private static final class Entry implements Archived {
    long value;

    Entry(long value) {
      this.value = value;
    }

    @Override
    public void archive(Archive archive) {
      value = archive.number(value);
    }
  }

  @Test
  void savingMeasuringAndLoadingAgreeOnEveryBit() {
    for (long seed = 0; seed < 1_000; seed++) {
      Memory saved = Memory.random(seed);
      byte[] bytes = ArchiveWriter.bytesOf(saved);
      assertThat(ArchiveSize.of(saved)).isEqualTo(bytes.length);
      Memory loaded = Memory.random(seed + 1);
      ArchiveReader.load(bytes, loaded);
      assertThat(loaded.flag).isEqualTo(saved.flag);
      assertThat(loaded.small).isEqualTo(saved.small);
      assertThat(loaded.large).isEqualTo(saved.large);
      assertThat(Double.doubleToRawLongBits(loaded.real))
          .isEqualTo(Double.doubleToRawLongBits(saved.real));
      assertThat(loaded.text).isEqualTo(saved.text);
      assertThat(loaded.longs).isEqualTo(saved.longs);
      assertThat(loaded.entries).extracting(entry -> entry.value).isEqualTo(values(saved.entries));
      assertThat(ArchiveWriter.bytesOf(loaded)).isEqualTo(bytes);
    }
  }

  private static List<Long> values(List<Entry> entries) {
    return entries.stream().map(entry -> entry.value).toList();
  }

  @Test
  void theBytesAreLittleEndianInTheOrderOfTheWalk() {
    ByteBuffer expected = ByteBuffer.allocate(35).order(ByteOrder.LITTLE_ENDIAN);
    expected.put((byte) 1).putInt(-2).putLong(3).putDouble(0.1);
    expected.putInt(2).put((byte) 0xc3).put((byte) 0xbc);
    expected.putInt(1).putFloat(1.5f);
    byte[] bytes =
        ArchiveWriter.bytesOf(
            archive -> {
              archive.flag(true);
              archive.number(-2);
              archive.number(3L);
              archive.number(0.1);
              archive.text("ü");
              archive.array(new float[] {1.5f});
            });
    assertThat(bytes).isEqualTo(expected.array());
  }

  @Test
  void savingChangesNothing() {
    Memory memory = Memory.random(5);
    byte[] first = ArchiveWriter.bytesOf(memory);
    assertThat(ArchiveWriter.bytesOf(memory)).isEqualTo(first);
  }

  @Test
  void howManyBytesAreExpectedChangesNothing() {
    Memory memory = Memory.random(6);
    byte[] bytes = ArchiveWriter.bytesOf(memory);
    for (int expected :
        new int[] {0, 1, bytes.length - 1, bytes.length, bytes.length + 1, 1 << 16}) {
      ArchiveWriter writer = new ArchiveWriter(expected);
      memory.archive(writer);
      assertThat(writer.bytes()).as("expecting %d", expected).isEqualTo(bytes);
    }
  }

  @Test
  void bytesThatEndTooEarlyAreDamagedWhereverTheyEnd() {
    for (long seed = 0; seed < 20; seed++) {
      byte[] bytes = ArchiveWriter.bytesOf(Memory.random(seed));
      for (int length = 0; length < bytes.length; length++) {
        byte[] cut = Arrays.copyOf(bytes, length);
        assertThatExceptionOfType(DamagedArchive.class)
            .as("%d of %d bytes", length, bytes.length)
            .isThrownBy(() -> ArchiveReader.load(cut, new Memory()));
      }
    }
  }

  @Test
  void bytesThatAreLeftOverAreDamaged() {
    byte[] bytes = ArchiveWriter.bytesOf(Memory.random(1));
    assertThatExceptionOfType(DamagedArchive.class)
        .isThrownBy(() -> ArchiveReader.load(Arrays.copyOf(bytes, bytes.length + 3), new Memory()))
        .withMessage("3 bytes too many");
  }

  /** Whatever bit falls over, the answer is an object or that it is damaged, and nothing else. */
  @Test
  void aFlippedBitGivesNoOtherErrorThanDamage() {
    byte[] bytes = ArchiveWriter.bytesOf(Memory.random(8));
    int damaged = 0;
    for (int bit = 0; bit < 8 * bytes.length; bit++) {
      byte[] flipped = bytes.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      try {
        ArchiveReader.load(flipped, new Memory());
      } catch (DamagedArchive e) {
        damaged++;
      }
    }
    assertThat(damaged).isGreaterThan(100);
  }

  @Test
  void anArrayOfAnotherLengthIsDamaged() {
    byte[] bytes = ArchiveWriter.bytesOf(archive -> archive.array(new double[3]));
    assertThatExceptionOfType(DamagedArchive.class)
        .isThrownBy(() -> ArchiveReader.load(bytes, archive -> archive.array(new double[4])))
        .withMessage("an array of 3 elements where 4 belong");
  }

  @Test
  void anArrayLargerThanTheBytesIsDamaged() {
    byte[] bytes = ArchiveWriter.bytesOf(archive -> archive.number(1 << 29));
    assertThatExceptionOfType(DamagedArchive.class)
        .isThrownBy(() -> ArchiveReader.load(bytes, archive -> archive.array(new long[1 << 20])));
    byte[] fitting = ArchiveWriter.bytesOf(archive -> archive.number(1 << 20));
    assertThatExceptionOfType(DamagedArchive.class)
        .isThrownBy(() -> ArchiveReader.load(fitting, archive -> archive.array(new long[1 << 20])))
        .withMessageContaining("the bytes end within an array");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, Integer.MIN_VALUE, Archive.LONGEST_LIST + 1, Integer.MAX_VALUE})
  void aListOfImpossibleLengthIsDamaged(int length) {
    byte[] bytes = ArchiveWriter.bytesOf(archive -> archive.number(length));
    assertThatExceptionOfType(DamagedArchive.class)
        .isThrownBy(() -> ArchiveReader.load(bytes, new Entries(new ArrayList<>(), new int[1])))
        .withMessage("a list of " + length + " elements");
  }

  private record Entries(List<Entry> entries, int[] made) implements Archived {
    @Override
    public void archive(Archive archive) {
      archive.list(
          entries,
          () -> {
            made[0]++;
            return new Entry(0);
          });
    }

    @Override
    public String toString() {
      return values(entries) + " of " + Arrays.toString(made);
    }
  }

  /** Sixteen million elements made before the first is read would exhaust the memory. */
  @Test
  void aDamagedLengthOfAListMakesNoMoreElementsThanThereAreBytes() {
    byte[] bytes =
        ArchiveWriter.bytesOf(
            archive -> {
              archive.number(1_000_000);
              archive.number(5L);
              archive.number(6L);
            });
    Entries entries = new Entries(new ArrayList<>(), new int[1]);
    assertThatExceptionOfType(DamagedArchive.class)
        .isThrownBy(() -> ArchiveReader.load(bytes, entries));
    assertThat(entries.made()[0]).isLessThanOrEqualTo(3);
  }

  @Test
  void aListIsEmptiedBeforeItIsFilled() {
    byte[] bytes =
        ArchiveWriter.bytesOf(
            new Entries(new ArrayList<>(List.of(new Entry(1), new Entry(2))), new int[1]));
    Entries loaded = new Entries(new ArrayList<>(List.of(new Entry(9))), new int[1]);
    ArchiveReader.load(bytes, loaded);
    assertThat(values(loaded.entries())).containsExactly(1L, 2L);
  }

  @Test
  void aByteThatIsNoTruthValueIsDamaged() {
    assertThatExceptionOfType(DamagedArchive.class)
        .isThrownBy(() -> ArchiveReader.load(new byte[] {2}, archive -> archive.flag(false)));
  }

  @Test
  void onlyLoadingReads() {
    List<Boolean> reading = new ArrayList<>();
    Archived asked = archive -> reading.add(archive.reading());
    ArchiveSize.of(asked);
    byte[] bytes = ArchiveWriter.bytesOf(asked);
    ArchiveReader.load(bytes, asked);
    assertThat(reading).containsExactly(false, false, true);
  }
}
