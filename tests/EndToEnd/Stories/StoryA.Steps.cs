using static EndToEnd.Harness.People;

namespace EndToEnd.Stories;

/// <summary>The steps that come again and again.</summary>
internal static partial class StoryA
{
    private static Step Visit(string on, int number, string next, string cap, string data = Data.HomeVisit) =>
        new(
            At: $"{on}T16:00:00Z",
            By: SocialWorker,
            Type: "VisitMade",
            Data: data,
            State: "PlanActive",
            Changes:
            [
                $"met visit-{number}",
                $"met visitCap-{number}",
                $"opened visit-{number + 1} {next}",
                $"opened visitCap-{number + 1} {cap}",
            ]);

    private static Step CoreGroup(string on, string meets, int notes, string notesDue, string opens) =>
        new(
            At: $"{on}T14:00:00Z",
            By: SocialWorker,
            Type: "CoreGroupHeld",
            Data: Data.CoreGroup,
            State: "PlanActive",
            Changes: [$"met {meets}", $"opened cgNotes-{notes} {notesDue}", $"opened {opens}"]);

    private static Step Notes(string on, int number) =>
        new(
            At: $"{on}T12:00:00Z",
            By: SocialWorker,
            Type: "CoreGroupNotesCirculated",
            State: "PlanActive",
            Changes: [$"met cgNotes-{number}"]);

    private static Step Report(string on, int number) =>
        new(
            At: $"{on}T12:00:00Z",
            By: SocialWorker,
            Type: "ReportShared",
            Data: Data.ReportShared,
            State: "PlanActive",
            Changes: [$"met reportToParentsBeforeRcpc-{number}"]);

    private static Step Letter(string on, int number, string state) =>
        new(At: $"{on}T15:00:00Z", By: Support, Type: "DecisionLetterSent", State: state, Changes: [$"met decisionLetter-{number}"]);

    private static Step Record(string on, int number, string state) =>
        new(At: $"{on}T15:00:00Z", By: Support, Type: "ConferenceRecordIssued", State: state, Changes: [$"met conferenceRecord-{number}"]);

    private static Step CinReview(string on, int number, string next) =>
        new(
            At: $"{on}T11:00:00Z",
            By: SocialWorker,
            Type: "CinPlanReviewed",
            State: "StepDownCin",
            Changes: [$"met cinReview-{number}", $"opened cinReview-{number + 1} {next}"]);
}
