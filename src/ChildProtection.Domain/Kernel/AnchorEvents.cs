namespace ChildProtection.Domain.Kernel;

/// <summary>Stored names of the events that duties of other stages count from.</summary>
internal static class AnchorEvents
{
    public const string ReferralReceived = "ReferralReceived";

    public const string TransferInNotified = "TransferInNotified";

    public const string StrategyDiscussionHeld = "StrategyDiscussionHeld";

    public const string ConferenceHeld = "ConferenceHeld";
}
