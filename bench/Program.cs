using Conversations.Bench;

return args switch
{
    ["webhook-parse"] => WebhookParse.Run(Console.Out),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("bench webhook-parse");
    return 2;
}
