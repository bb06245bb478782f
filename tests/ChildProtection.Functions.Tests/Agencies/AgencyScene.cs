using ChildProtection.Domain.Conference;
using ChildProtection.Domain.Enquiry;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.Profiles;
using ChildProtection.Domain.Referral;
using ChildProtection.Functions.Access;
using ChildProtection.Functions.Access.AuditLog;
using ChildProtection.Functions.Agencies;
using ChildProtection.Functions.CaseWorkflow;
using ChildProtection.Functions.Procedures;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.SubmitEvent;
using ChildProtection.Functions.Tests.RecordStore;
using ChildProtection.Functions.Tests.Teams;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChildProtection.Functions.Tests.Agencies;

/// <summary>A case of which the school is a party, and the handler of agencies' messages on a store.</summary>
internal static class AgencyScene
{
    /// <summary>A case on which a conference was held that lists the school.</summary>
    public static async Task StoreListedCaseAsync(StoredStory story)
    {
        await story.OpenAsync();
        await RaiseAsync(story, "1", new ReferralDecision { Outcome = ReferralOutcome.Assess }, new(2026, 2, 3));
        await RaiseAsync(story, "2", new NewConcern { SignificantHarm = true }, new(2026, 2, 4));
        await RaiseAsync(
            story, "3", new StrategyDiscussionHeld { Attendees = ["csc", "police", "health"], S47Initiated = true }, new(2026, 2, 5));
        await RaiseAsync(story, "4", new Section47Concluded { Outcome = EnquiryOutcome.ConferenceNeeded }, new(2026, 2, 11));
        await RaiseAsync(
            story,
            "5",
            new ConferenceHeld
            {
                ConferenceType = ConferenceType.Initial,
                Chair = new() { Id = "chair.1" },
                RecordedFor = new() { Reason = RecordedForReason.TypedForChair },
                Attendance =
                [
                    new() { Agency = "csc", Present = true },
                    new() { Agency = "police", Present = true },
                    new() { Agency = "school", Present = true },
                ],
                Decision = ConferenceDecision.ChildInNeed,
            },
            new(2026, 2, 24));
    }

    private static Task<CommitResult> RaiseAsync(StoredStory story, string id, CaseEvent data, DateOnly on) =>
        story.RaiseAsync(StoredStory.Request(id, on, data), new DateTimeOffset(on, new TimeOnly(12, 0), TimeSpan.Zero));

    public static AgencyMessageHandler HandlerOn(
        CaseTables tables, DateTimeOffset now, TimeSpan patience = default, PartnerCodes? partners = null)
    {
        var clock = new StandingClock(now);
        var intake = new EventSubmission(
            tables,
            new CaseInbox(tables),
            new EventWaiters(),
            new CaseWorkflowClient(tables),
            ProcedureCatalogue.Shipped,
            clock,
            NullLogger<EventSubmission>.Instance)
        {
            LongestWait = TimeSpan.FromSeconds(2),
        };
        var days = new LocalDays(clock);
        var messages = new AgencyEventSubmission(
            intake,
            new CaseReader(tables),
            new AgencySubjects(tables),
            new SentRedrives(tables),
            new AgencyLog(new AccessLog(tables), days),
            days,
            Directories.Shipped,
            partners ?? new PartnerCodes([]),
            new NamedAgencies(partners ?? new PartnerCodes([]), new CaseReader(tables)));
        return new AgencyMessageHandler(messages, NullLogger<AgencyMessageHandler>.Instance) { Patience = patience };
    }
}
