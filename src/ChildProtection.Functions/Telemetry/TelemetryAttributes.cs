using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Lifecycle;

namespace ChildProtection.Functions.Telemetry;

/// <summary>Names and values of attributes: ids and codes, never a person's words. docs/operations.md describes them.</summary>
internal static class TelemetryAttributes
{
    public const string Case = "childprotection.case.id";
    public const string Kind = "childprotection.signal.kind";
    public const string Event = "childprotection.event.type";
    public const string Row = "childprotection.event.row";
    public const string Deadline = "childprotection.deadline.id";
    public const string DeadlineKind = "childprotection.deadline.kind";
    public const string Outcome = "childprotection.outcome";
    public const string Sequence = "childprotection.fact.sequence";
    public const string Message = "childprotection.message.number";
    public const string Role = "childprotection.role";

    public static string KindOf(CaseSignal signal) => signal switch
    {
        OpeningSignal => "opening",
        TimedSignal => "checkpoint",
        _ => "event",
    };

    public static string? EventOf(CaseSignal signal) => signal switch
    {
        EventSignal happened => EventCatalogue.Of(happened.Event).Name,
        OpeningSignal opening => EventCatalogue.Of(opening.Referral.Event).Name,
        _ => null,
    };
}
