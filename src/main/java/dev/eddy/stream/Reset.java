package dev.eddy.stream;

import dev.eddy.spec.TopologySpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.MemberToRemove;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.GroupType;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Makes a deployment one that was never started: finds out what there is of it, then deletes that.
 * Never touches the topic that is read. Not safe for use by several threads; while it is open, no
 * instance starts in the same state directory.
 */
public final class Reset implements AutoCloseable {
  private static final Set<GroupState> WITHOUT_MEMBERS = Set.of(GroupState.EMPTY, GroupState.DEAD);

  private final TopologySpec spec;
  private final Path folder;
  private final Optional<StateDirectory> directory;
  private final Brokers brokers;
  private final List<Part> parts = new ArrayList<>();

  /** Something that is there, in words, and how it is deleted. */
  private record Part(String words, Runnable deletion) {}

  /**
   * Of a topology's deployment.
   *
   * @param stateDirectory where its stores are on this machine
   * @param sinks true to delete the records of its forecasts, learning reports and rejected records
   *     too
   * @throws StreamFailure if an instance runs, or brokers do not answer
   */
  public static Reset of(TopologySpec spec, Path stateDirectory, boolean sinks) {
    Path folder = stateDirectory.resolve(spec.name());
    Optional<StateDirectory> directory =
        Files.exists(folder)
            ? Optional.of(new StateDirectory(stateDirectory, spec.name()))
            : Optional.empty();
    try {
      return new Reset(spec, folder, directory, sinks);
    } catch (RuntimeException e) {
      directory.ifPresent(StateDirectory::close);
      throw e;
    }
  }

  private Reset(TopologySpec spec, Path folder, Optional<StateDirectory> directory, boolean sinks) {
    this.spec = spec;
    this.folder = folder;
    this.directory = directory;
    this.brokers = brokers(spec);
    try {
      findAll(sinks);
    } catch (RuntimeException e) {
      brokers.close();
      throw e;
    }
  }

  private static Brokers brokers(TopologySpec spec) {
    try {
      return new Brokers(spec);
    } catch (KafkaException e) {
      throw new StreamFailure(
          "the brokers of topology " + spec.name() + " cannot be asked: " + Faults.words(e), e);
    }
  }

  private void findAll(boolean sinks) {
    findGroup();
    findTopics();
    if (directory.isPresent()) {
      parts.add(new Part("directory " + folder, this::deleteFolder));
    }
    if (sinks) {
      Stream.of(spec.sink().forecasts(), spec.sink().learning().topic(), spec.sink().rejected())
          .forEach(this::findRecords);
    }
  }

  /** What will be deleted, one part a line; nothing if there is nothing. */
  public List<String> parts() {
    return parts.stream().map(Part::words).toList();
  }

  /**
   * Deletes all parts, in an order in which a deployment that is left half deleted does not start.
   *
   * @throws StreamFailure if brokers refuse
   */
  public void carryOut() {
    parts.forEach(part -> part.deletion().run());
  }

  private void findGroup() {
    Optional<GroupListing> group =
        brokers.get("groups", brokers.admin().listGroups().all()).stream()
            .filter(listing -> listing.groupId().equals(spec.name()))
            .findFirst();
    if (group.isEmpty()) {
      return;
    }
    List<String> gone = List.of();
    if (!group.get().groupState().map(WITHOUT_MEMBERS::contains).orElse(false)) {
      if (group.get().type().equals(Optional.of(GroupType.STREAMS))) {
        throw running("members");
      }
      gone = membersOfThisDirectory();
    }
    List<String> members = gone;
    parts.add(
        new Part(
            "the offsets of group "
                + spec.name()
                + ": how far it has read topic "
                + spec.source().topic(),
            () -> deleteGroup(members)));
  }

  /** Whoever had this directory has ended, as it is ours now; brokers may not know yet. */
  private List<String> membersOfThisDirectory() {
    List<String> gone = new ArrayList<>();
    int others = 0;
    for (MemberDescription member :
        brokers
            .get(
                "group " + spec.name(),
                brokers
                    .admin()
                    .describeConsumerGroups(List.of(spec.name()))
                    .describedGroups()
                    .get(spec.name()))
            .members()) {
      Optional<String> mine =
          member
              .groupInstanceId()
              .filter(
                  id -> directory.map(one -> id.startsWith(one.identity() + "-")).orElse(false));
      mine.ifPresent(gone::add);
      others += mine.isPresent() ? 0 : 1;
    }
    if (others > 0) {
      throw running(others == 1 ? "a member" : others + " members");
    }
    return gone;
  }

  private StreamFailure running(String members) {
    return new StreamFailure(
        "topology "
            + spec.name()
            + " runs: its group has "
            + members
            + " at "
            + brokers.servers()
            + "; stop all instances first. One that was stopped without --leave counts for 45"
            + " seconds more, unless session.timeout.ms says otherwise");
  }

  private void deleteGroup(List<String> gone) {
    if (!gone.isEmpty()) {
      brokers.get(
          "members of group " + spec.name(),
          brokers
              .admin()
              .removeMembersFromConsumerGroup(
                  spec.name(),
                  new RemoveMembersFromConsumerGroupOptions(
                      gone.stream().map(MemberToRemove::new).toList()))
              .all());
    }
    brokers.unless(
        "group " + spec.name(),
        brokers.admin().deleteConsumerGroups(List.of(spec.name())).all(),
        GroupIdNotFoundException.class);
  }

  private void findTopics() {
    List<String> own = new ArrayList<>(EddyTopology.internalTopics(spec.name()));
    own.add(StartMarker.topic(spec.name()));
    for (String topic : own) {
      if (describe(topic).isPresent()) {
        parts.add(new Part("topic " + topic, () -> deleteTopic(topic)));
      }
    }
  }

  private Optional<TopicDescription> describe(String topic) {
    return brokers.unless(
        "topic " + topic,
        brokers.admin().describeTopics(List.of(topic)).topicNameValues().get(topic),
        UnknownTopicOrPartitionException.class);
  }

  private void deleteTopic(String topic) {
    brokers.unless(
        "topic " + topic,
        brokers.admin().deleteTopics(List.of(topic)).all(),
        UnknownTopicOrPartitionException.class);
    if (!Brokers.await(() -> describe(topic).isEmpty())) {
      throw new StreamFailure(
          "topic " + topic + " was deleted at " + brokers.servers() + ", but is still there");
    }
  }

  private void findRecords(String topic) {
    Optional<TopicDescription> described = describe(topic);
    if (described.isEmpty()) {
      return;
    }
    List<TopicPartition> partitions =
        described.get().partitions().stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    long records = sum(partitions, OffsetSpec.latest()) - sum(partitions, OffsetSpec.earliest());
    if (records > 0) {
      parts.add(
          new Part(
              "the records of topic " + topic + ", up to " + records,
              () -> deleteRecords(topic, partitions)));
    }
  }

  private long sum(List<TopicPartition> partitions, OffsetSpec which) {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    partitions.forEach(partition -> asked.put(partition, which));
    return brokers
        .get("offsets of a topic", brokers.admin().listOffsets(asked).all())
        .values()
        .stream()
        .mapToLong(ListOffsetsResultInfo::offset)
        .sum();
  }

  private void deleteRecords(String topic, List<TopicPartition> partitions) {
    Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
    partitions.forEach(partition -> all.put(partition, RecordsToDelete.beforeOffset(-1)));
    brokers.get(
        "records of topic " + topic + " cannot be deleted",
        brokers.admin().deleteRecords(all).all());
  }

  private void deleteFolder() {
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException | UncheckedIOException e) {
      throw new StreamFailure("directory " + folder + " cannot be deleted: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    brokers.close();
    directory.ifPresent(StateDirectory::close);
  }
}
