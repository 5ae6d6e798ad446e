// Sends the browser on, as AWS does after "Set Up Your Account"; without scripts the button is pressed by hand.
document.getElementById("go").submit();
