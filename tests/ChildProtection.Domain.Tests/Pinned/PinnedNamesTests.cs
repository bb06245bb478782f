using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Domain.PlanDocument;
using ChildProtection.Domain.Profiles;
using ChildProtection.Domain.Retention;

namespace ChildProtection.Domain.Tests.Pinned;

/// <summary>
/// What the code writes is what the file of pinned names says. A new name is added to the file; none in it is ever changed or removed.
/// </summary>
public sealed class PinnedNamesTests
{
    private static readonly Dictionary<string, Type> Enums = new()
    {
        ["role"] = typeof(Role),
        ["stage"] = typeof(CaseStage),
        ["approvalStatus"] = typeof(ApprovalStatus),
        ["deadlineStatus"] = typeof(DeadlineStatus),
        ["recordCategory"] = typeof(RecordCategory),
    };

    private static readonly Dictionary<string, Type> Bases = new()
    {
        ["signal"] = typeof(CaseSignal),
        ["decision"] = typeof(Decision),
        ["event"] = typeof(CaseEvent),
    };

    public static TheoryData<string> Forms => [.. Made.Keys.Union(PinnedNames.All.Forms.Keys)];

    public static TheoryData<string> Discriminators => [.. Bases.Keys.Union(PinnedNames.All.Discriminators.Keys)];

    public static TheoryData<string> Members => [.. Enums.Keys.Union(PinnedNames.All.Members.Keys)];

    private static IReadOnlyDictionary<string, IReadOnlyList<string>> Made { get; } =
        Written().ToDictionary(form => form.Name, form => form.Fields);

    [Fact]
    public void Events_OfTheCatalogue_ArePinned() => Same("events", PinnedNames.All.Events, EventCatalogue.All.Select(type => type.Name));

    [Fact]
    public void Events_InJson_AreToldApartByTheirPinnedNames() =>
        Same("events in JSON", PinnedNames.All.Events, StoredForm.Kindred(typeof(CaseEvent), DomainJson.Signal).Select(kind => kind.Name));

    [Fact]
    public void DeadlineKinds_All_ArePinned() =>
        Same("deadlineKinds", PinnedNames.All.DeadlineKinds, DeadlineKinds.All.Select(kind => kind.Name));

    [Fact]
    public void NoticeKinds_All_ArePinned() =>
        Same("noticeKinds", PinnedNames.All.NoticeKinds, NotificationKinds.All.Select(kind => kind.Name));

    [Fact]
    public void MessageTypes_OfNotices_FollowFromTheKind() => Assert.All(NotificationKinds.All, kind =>
        Assert.Equal($"uk.childprotection.notification.{kind.Name[..1].ToUpperInvariant()}{kind.Name[1..]}.v1", kind.MessageType));

    [Fact]
    public void Recipients_Roles_ArePinned() => Same("recipients", PinnedNames.All.Recipients, RoleCodes.All);

    [Theory]
    [MemberData(nameof(Members))]
    public void Members_OfEnumsInTables_ArePinned(string name) =>
        Same(
            $"members of {name}",
            PinnedNames.All.Members.GetValueOrDefault(name) ?? [],
            Enums.TryGetValue(name, out var type) ? Enum.GetNames(type) : []);

    [Theory]
    [MemberData(nameof(Discriminators))]
    public void Discriminators_OfJson_ArePinned(string name) =>
        Same(
            $"discriminators of {name}",
            PinnedNames.All.Discriminators.GetValueOrDefault(name) ?? [],
            Bases.TryGetValue(name, out var type) ? Kinds(type) : []);

    [Theory]
    [MemberData(nameof(Forms))]
    public void Form_OfWhatIsStored_IsPinnedInItsOrder(string name)
    {
        var (pinned, made) = (PinnedNames.All.Forms.GetValueOrDefault(name) ?? [], Made.GetValueOrDefault(name) ?? []);

        Same($"forms of {name}", pinned, made);
        Assert.Equal(pinned, made);
    }

    /// <summary>Events are pinned in a list of their own.</summary>
    private static IEnumerable<string> Kinds(Type type) =>
        [
            StoredForm.FieldOf(type, DomainJson.Signal),
            .. type == typeof(CaseEvent) ? [] : StoredForm.Kindred(type, DomainJson.Signal).Select(kind => kind.Name),
        ];

    private static IEnumerable<(string Name, IReadOnlyList<string> Fields)> Written()
    {
        yield return ("state", StoredForm.Of(typeof(CaseState), DomainJson.Signal));
        yield return ("planVersion", StoredForm.Of(typeof(PlanVersion), DomainJson.Signal));
        foreach (var (name, type) in StoredForm.Kindred(typeof(CaseSignal), DomainJson.Signal))
            yield return ($"signal {name}", StoredForm.Of(type, DomainJson.Signal));
        foreach (var (name, type) in StoredForm.Kindred(typeof(Decision), DomainJson.Signal))
            yield return ($"decision {name}", StoredForm.Of(type, DomainJson.Signal, "state", "planVersion"));
        foreach (var type in EventCatalogue.All)
            yield return ($"event {type.Name}", StoredForm.Of(type.Data, DomainJson.Record));
        foreach (var kind in NotificationKinds.All)
            yield return ($"notice {kind.Name}", StoredForm.Of(kind.Data, DomainJson.Record));
    }

    private static void Same(string what, IEnumerable<string> pinned, IEnumerable<string> made)
    {
        var (kept, now) = (pinned.ToArray(), made.ToArray());
        var (gone, added) = (kept.Except(now).ToArray(), now.Except(kept).ToArray());

        Assert.True(
            gone.Length == 0,
            $"{what}: the code no longer writes {Quoted(gone)}. Stored data has it: rename the C# alone, and keep the name.");
        Assert.True(added.Length == 0, $"{what}: not pinned yet. Add to {PinnedNames.File}: {Quoted(added)}");
        Assert.Equal(now.Length, now.Distinct().Count());
    }

    private static string Quoted(IEnumerable<string> lines) => string.Join(", ", lines.Select(line => $"\"{line}\""));
}
