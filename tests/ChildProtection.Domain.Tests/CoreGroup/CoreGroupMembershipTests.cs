using ChildProtection.Domain.Conference;
using ChildProtection.Domain.CoreGroup;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Tracks;
using ChildProtection.Domain.PlanDocument;
using ChildProtection.Domain.Tests.Support;
using ChildProtection.Domain.Transfer;
using ChildProtection.Tests.Support;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.CoreGroup;

/// <summary>Who belongs to a core group, and what the group does together.</summary>
public sealed class CoreGroupMembershipTests
{
    private static readonly CoreGroupMember Mother = new()
    {
        Person = Sample.Words,
        Role = Sample.Words,
        Kind = CoreGroupMemberKind.Parent,
    };

    [Theory]
    [InlineData("school,health", true, "")]
    [InlineData("nursery-2,health-visitor", true, "")]
    [InlineData("school,health", false, "parents")]
    [InlineData("health", true, "teacher")]
    [InlineData("school,police", true, "health visitor")]
    [InlineData("police", false, "parents,teacher,health visitor")]
    [Obligation("S2-21"), Obligation("S3-49"), Obligation("S4-17")]
    public void Named_WithoutSomebodyWhoUsuallyBelongsToIt_SaysWho(string agencies, bool parent, string missing)
    {
        var driver = SampleCases
            .Booked()
            .Raise("2026-02-24", Sample.Plan("2026-03-06", "2026-05-20") with { CoreGroup = Members(parent, agencies.Split(',')) });
        var said = driver.Warnings.SingleOrDefault(warning => warning.Contains("usually belong to", StringComparison.Ordinal)) ?? "";
        Assert.Equal(missing.Length > 0, said.Length > 0);
        Assert.All(missing.Split(','), word => Assert.Contains(word, said, StringComparison.Ordinal));
        // It is said, and the group stands as the conference named it; its lead social worker is always told with it.
        Assert.Equal(agencies.Split(',').Order(StringComparer.Ordinal), driver.State.Plan!.CoreGroupAgencies);
        Assert.Equal("sw.1", driver.Told.First(one => one.Kind.Name == "planMade" && one.To.Role == "leadSocialWorker").To.Account);
    }

    [Theory]
    [InlineData(PlacementKind.FosterCare, false, true)]
    [InlineData(PlacementKind.FosterCare, true, false)]
    [InlineData(PlacementKind.Residential, false, true)]
    [InlineData(PlacementKind.AtHome, false, false)]
    [Obligation("S3-49")]
    public void Changed_WhileTheChildIsPlaced_ItsCarersBelongToIt(PlacementKind placement, bool carer, bool said)
    {
        var members = Members(true, "school", "health");
        var driver = SampleCases
            .PlanActive()
            .Raise("2026-03-10", new PlacementChanged { Placement = placement, TherapeuticWorkContinues = true })
            .AsChair(
                "2026-05-20",
                Sample.Review(ConferenceDecision.Continue) with
                {
                    CoreGroup = carer ? [.. members, Mother with { Kind = CoreGroupMemberKind.Carer }] : members,
                });
        Assert.Equal(
            said, driver.Warnings.Any(warning => warning.Contains("the carer in the child's placement", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(Party.Parent)]
    [InlineData(Party.Carer)]
    [InlineData(Party.Family)]
    [InlineData(Party.Child)]
    [InlineData(Party.Advocate)]
    [Obligation("S3-50")]
    public void Forum_ForFamilyAndChild_BringsForwardWhatTheySayAndAnswersIt(Party party)
    {
        OnBehalfOf voice = new() { Party = party, Person = Sample.Words };
        var driver = SampleCases
            .PlanActive()
            .Raise("2026-04-08", Around.Proposal(voice))
            .Raise("2026-04-09", Around.Difficulty() with { OnBehalfOf = voice });
        Assert.Equal(
            (Date("2026-04-15"), Date("2026-04-14")), (driver.Owed("changeProposalAnswer").DueOn, driver.Owed("difficultyMeeting").DueOn));
        driver.Raise("2026-04-14", Sample.CoreGroup() with { ChangesDecided = [new() { Accepted = true }] });
        Assert.Equal(
            (DeadlineStatus.Met, DeadlineStatus.Met),
            (driver.Get("changeProposalAnswer-1").Status, driver.Get("difficultyMeeting-1").Status));
        Assert.Equal(EarlyReviewStatus.Requested, driver.Raise("2026-04-15", Around.EarlyReview(voice)).State.Regions.EarlyReview.Status);
    }

    [Fact]
    [Obligation("S3-07")]
    public void Forum_OfTheAgencies_TakesInWhatTheyBringAndTellsThemAll()
    {
        var plan = Sample.Plan("2026-03-06", "2026-05-20") with { CoreGroup = Members(true, "school", "health", "police") };
        var driver = SampleCases.Booked().Raise("2026-02-24", plan).SignedOff("2026-02-24 15:00");
        string[] everyone = ["health", "police", "school", "leadSocialWorker"];
        Assert.Equal(
            everyone, driver.Raise("2026-02-25", new CoreGroupBooked { ScheduledOn = Date("2026-03-06") }).ToldOf("coreGroupInvitation"));
        driver
            .Raise("2026-03-03", Around.Difficulty(), actor: "agency/health", role: Role.Agency)
            .Raise("2026-03-04", Around.Proposal(), actor: "agency/school", role: Role.Agency);
        driver.Raise("2026-03-06", Sample.CoreGroup(1, "2026-04-15") with { ChangesDecided = [new() { Accepted = true }] });
        Assert.All(
            (string[])["difficultyMeeting-1", "changeProposalAnswer-1", "cgFirst-1"],
            id => Assert.Equal(DeadlineStatus.Met, driver.Get(id).Status));
        Assert.All((string[])["planPublished", "coreGroupNotesDue", "changeDecided"], kind => Assert.Equal(everyone, driver.ToldOf(kind)));
    }

    [Fact]
    [Obligation("S3-45")]
    public void Held_WithoutAnAgencyOfTheGroup_SaysWhoDidNotTakePart()
    {
        var driver = SampleCases.PlanActive();
        Attendance mother = new() { Kind = CoreGroupMemberKind.Parent, Present = true },
            school = new() { Agency = "school", Present = false };
        var held = Sample.CoreGroup() with { Attendance = [mother, school], ParentsContribution = Sample.Words };
        Assert.Contains("did not come: school.", Assert.Single(driver.Raise("2026-04-15", held).Warnings), StringComparison.Ordinal);
        Assert.Empty(driver.Raise("2026-04-16", held with { Attendance = [mother, school with { Present = true }] }).Warnings);
    }

    [Fact]
    [Obligation("S2-25"), Obligation("S4-19")]
    public void Held_WithAParentWhoseContributionIsNotRecorded_AsksForIt()
    {
        var driver = SampleCases.PlanActive();
        var held = Sample.CoreGroup() with
        {
            Attendance = [new() { Kind = CoreGroupMemberKind.Parent, Present = true }, .. Sample.Present("school")],
        };
        Assert.Contains("parentsContribution", Assert.Single(driver.Raise("2026-04-15", held).Warnings), StringComparison.Ordinal);
        Assert.Empty(driver.Raise("2026-04-16", held with { ParentsContribution = Sample.Words }).Warnings);
    }

    [Theory]
    [InlineData(ProgressFound.NoChange, null, true)]
    [InlineData(ProgressFound.Worse, null, true)]
    [InlineData(ProgressFound.Worse, true, false)]
    [InlineData(ProgressFound.NoChange, false, false)]
    [InlineData(ProgressFound.Improving, null, false)]
    [Obligation("S3-12")]
    public void Held_WithoutChangeForTheBetter_SaysWhetherTheContingencyPlanIsInvoked(ProgressFound progress, bool? invoked, bool refused)
    {
        var driver = SampleCases.PlanActive();
        var held = Sample.CoreGroup() with { Progress = progress, ContingencyInvoked = invoked };
        if (refused)
            Assert.Equal(
                ("/data/contingencyInvoked", "S3-12"), (driver.Refuse("2026-04-15", held).Field, driver.Refuse("2026-04-15", held).Rule));
        else
            Assert.Equal(
                invoked == true,
                driver.Raise("2026-04-15", held).Facts.Last().Summary.Contains("contingency plan invoked", StringComparison.Ordinal));
    }

    [Fact]
    [Obligation("S3-13")]
    public void Held_EveryMeeting_IsRecordedByTheLeadSocialWorkerInFiveWorkingDaysOrEscalated()
    {
        var driver = SampleCases.PlanActive().Raise("2026-03-09", new CoreGroupNotesCirculated());
        foreach (
            var (on, due, late) in new[]
            {
                ("2026-04-15", "2026-04-22", "2026-04-23 09:00"),
                ("2026-05-20", "2026-05-28", "2026-05-29 09:00"),
            })
        {
            var notes = driver.Raise(on, Sample.CoreGroup()).Owed("cgNotes");
            Assert.Equal((Date(due), "leadSocialWorker"), (notes.DueOn, notes.Responsible));
            driver.AdvanceTo(late);
            Assert.Equal((DeadlineStatus.Overdue, 1), (driver.Owed("cgNotes").Status, driver.Owed("cgNotes").Tier));
            driver.Raise(late, new CoreGroupNotesCirculated());
        }
    }

    private static CoreGroupMember[] Members(bool parent, params string[] agencies) =>
        [
            .. parent ? (CoreGroupMember[])[Mother] : [],
            .. agencies.Select(agency => new CoreGroupMember
            {
                Person = Sample.Words,
                Role = Sample.Words,
                Agency = agency,
                Kind = CoreGroupMemberKind.Professional,
            }),
        ];
}
