package dev.eddy.forecast;

import dev.eddy.archive.Archive;
import dev.eddy.archive.Archived;
import java.util.ArrayList;
import java.util.List;

/**
 * Members that forecast all targets of a series together, made when a target first asks for them.
 * Not safe for use by several threads.
 */
final class JointMembers implements Archived {
  private record Made(Entry entry, int number, Member member) {}

  private final Views views;
  private final List<Made> made = new ArrayList<>();

  /** None yet. */
  JointMembers(Views views) {
    this.views = views;
  }

  /** The member of a number of an entry. */
  Member of(Entry entry, int number, Look look) {
    for (Made one : made) {
      if (one.entry.equals(entry) && one.number == number) {
        return one.member;
      }
    }
    Member member =
        new Member(
            views.joint(entry.company(), look), frame -> entry.maker().make(frame, number, look));
    made.add(new Made(entry, number, member));
    return member;
  }

  /** Those that were made. */
  List<Member> all() {
    return made.stream().map(Made::member).toList();
  }

  @Override
  public void archive(Archive archive) {
    made.forEach(one -> one.member.archive(archive));
  }
}
