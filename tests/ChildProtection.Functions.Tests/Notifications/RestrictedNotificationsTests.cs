using System.Text.Json.Nodes;
using ChildProtection.Functions.Notifications;

namespace ChildProtection.Functions.Tests.Notifications;

/// <summary>A message about a restricted case reaches nobody to whom the case looks unknown.</summary>
public sealed class RestrictedNotificationsTests
{
    private static readonly string[] Allowed = ["sw.1", "svc.1", "agency/school"];

    [Fact]
    public void Of_CaseThatIsNotRestricted_IsAsDecided()
    {
        IReadOnlyList<StoredNotification> told = [ToRole("reminder", "teamManager"), ToAgency("reminder", "police")];
        Assert.Same(told, RestrictedNotifications.Of(told, null));
    }

    [Theory]
    [InlineData("teamManager", null, "sw.1 svc.1")]
    [InlineData("parents", null, "sw.1 svc.1")]
    [InlineData("leadSocialWorker", "sw.1", "sw.1")]
    [InlineData("leadSocialWorker", "sw.2", "sw.1 svc.1")]
    [InlineData("conferenceChair", "SW.1", "sw.1 svc.1")]
    public void Of_Role_GoesToThoseOnTheListByName(string role, string? account, string recipients)
    {
        var told = RestrictedNotifications.Of([ToRole("reminder", role, account)], Allowed);

        Assert.Equal(recipients.Split(' '), told.Select(one => one.Account));
        Assert.All(told, one => Assert.Equal((role, null), (one.Role, one.Agency)));
        Assert.Equal(told.Count, told.Select(one => one.Id).Distinct().Count());
        Assert.Equal(
            told.Select(one => one.Id), RestrictedNotifications.Of([ToRole("reminder", role, account)], Allowed).Select(one => one.Id));
    }

    [Fact]
    public void Of_Agency_IsToldWhenItIsOnTheListAndOtherwiseThoseWhoAre()
    {
        var told = RestrictedNotifications.Of(
            [ToAgency("conferenceInvitation", "police"), ToAgency("conferenceInvitation", "school")], Allowed);

        Assert.Equal(["school", null, null], told.Select(one => one.Agency));
        Assert.Equal(["police sw.1", "police svc.1"], told.Skip(1).Select(one => $"{one.Role} {one.Account}"));
    }

    [Fact]
    public void Of_SeveralRoles_TellsEachPersonOnceAndAsThemselvesFirst()
    {
        StoredNotification[] decided =
        [
            ToRole("reminder", "teamManager"),
            ToRole("reminder", "leadSocialWorker", "sw.1"),
            ToRole("reminder", "conferenceChair"),
            ToRole("escalation", "teamManager"),
        ];

        Assert.Equal(
            ["reminder leadSocialWorker sw.1", "reminder teamManager svc.1", "escalation teamManager sw.1", "escalation teamManager svc.1"],
            RestrictedNotifications.Of(decided, Allowed).Select(one => $"{one.Kind} {one.Role} {one.Account}"));
    }

    [Fact]
    public void Of_LongAccount_KeepsTheIdWithinTheBussLimit() =>
        Assert.All(
            RestrictedNotifications.Of([ToRole("reminder", "teamManager")], [new string('x', 200)]),
            one => Assert.True(one.Id.Length <= 128));

    private static StoredNotification ToRole(string kind, string role, string? account = null) =>
        One(kind, role) with
        {
            Role = role,
            Account = account,
            Team = "north",
        };

    private static StoredNotification ToAgency(string kind, string agency) => One(kind, agency) with { Agency = agency };

    private static StoredNotification One(string kind, string to) =>
        new()
        {
            Id = $"case-1:7:{kind}:{to}",
            CaseId = "case-1",
            At = DateTimeOffset.UnixEpoch,
            Kind = kind,
            Data = new JsonObject { ["child"] = "C-1" },
        };
}
