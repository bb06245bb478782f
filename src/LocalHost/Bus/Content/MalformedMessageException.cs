namespace LocalHost.Bus.Content;

/// <summary>Bytes that are not what AMQP 1.0 says they should be.</summary>
/// <param name="message">What is wrong with them.</param>
internal sealed class MalformedMessageException(string message) : FormatException(message);
