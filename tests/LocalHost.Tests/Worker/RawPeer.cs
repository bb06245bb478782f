using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using LocalHost.Worker.Rpc;

namespace LocalHost.Tests.Worker;

/// <summary>A peer at the host's end of the worker's protocol that may send any bytes.</summary>
internal sealed class RawPeer : IDisposable
{
    private static readonly Marshaller<byte[]> AsTheyAre = Marshallers.Create(bytes => bytes, bytes => bytes);

    private static readonly Method<byte[], byte[]> EventStream =
        new(MethodType.DuplexStreaming, "AzureFunctionsRpcMessages.FunctionRpc", "EventStream", AsTheyAre, AsTheyAre);

    private readonly GrpcChannel _channel;
    private readonly AsyncDuplexStreamingCall<byte[], byte[]> _call;

    public RawPeer(Uri endpoint)
    {
        _channel = GrpcChannel.ForAddress(endpoint, new GrpcChannelOptions { MaxSendMessageSize = null });
        _call = _channel.CreateCallInvoker().AsyncDuplexStreamingCall(EventStream, host: null, new CallOptions());
    }

    public Task SendAsync(byte[] bytes) => _call.RequestStream.WriteAsync(bytes);

    public Task SendAsync(StreamingMessage message) => SendAsync(message.ToByteArray());

    /// <summary>Calls itself a worker.</summary>
    public Task GreetAsync(string workerId) => SendAsync(new StreamingMessage { StartStream = new StartStream { WorkerId = workerId } });

    /// <summary>The next message of the host.</summary>
    public async Task<StreamingMessage> ReceiveAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        return await _call.ResponseStream.MoveNext(patience.Token)
            ? StreamingMessage.Parser.ParseFrom(_call.ResponseStream.Current)
            : throw new InvalidOperationException("The host ended the stream.");
    }

    /// <summary>How the host ended the stream.</summary>
    public async Task<StatusCode> EndAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        try
        {
            while (await _call.ResponseStream.MoveNext(patience.Token))
            {
                // What the host still has to say does not matter.
            }

            return StatusCode.OK;
        }
        catch (Grpc.Core.RpcException end)
        {
            return end.StatusCode;
        }
    }

    public void Dispose()
    {
        _call.Dispose();
        _channel.Dispose();
    }
}
