using ChildProtection.Domain.Deadlines;

namespace ChildProtection.Domain.Kernel;

/// <summary>Brings a state that an earlier release wrote to today's schema version, one version at a time.</summary>
internal static class StateUpcasts
{
    public static CaseState ToCurrent(CaseState state) => state.SchemaVersion == 1 ? FromOne(state) : state;

    /// <summary>Version 1 owed one letter, one record and the notes of one meeting at most: those of the latest.</summary>
    private static CaseState FromOne(CaseState state) =>
        state with
        {
            SchemaVersion = 2,
            Deadlines =
            [
                .. state.Deadlines.Select(deadline => deadline with { Subject = deadline.Subject ?? Meeting(state, deadline.Kind) }),
            ],
        };

    private static string? Meeting(CaseState state, string kind) => kind switch
    {
        DeadlineKinds.DecisionLetter or DeadlineKinds.ConferenceRecord => state.Conference is { OpenedOn: not null, Id: var id }
            ? id
            : MeetingNames.Conference(Math.Max(1, state.ConferencesHeld)),
        DeadlineKinds.CoreGroupNotes => MeetingNames.CoreGroup(state.Plan?.Number ?? 1, Math.Max(1, state.Plan?.CoreGroupsHeld ?? 1)),
        _ => null,
    };
}
